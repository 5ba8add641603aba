"""Sighting the form (核对审批表原件): six ticks, and a scan of the page where one was made."""

from __future__ import annotations

from aiohttp import web

from bot.replies.file_reasons import file_sentence
from bot.web.access import SIGNED, admits
from bot.web.counter.counter_step import Step, counter_step
from bot.web.counter.panel import NO, YES, Panel
from bot.web.handed_in import handed_in
from bot.web.keys import INTAKE
from bot.web.posted import Posted, of_fields, posted
from core.files.intake import Accepted
from core.files.turned_away import TurnedAway
from core.requests.attach_form_scan import AttachFormScan
from core.requests.sight_form import SightForm

TICKS = {
    "signed": "form.signature",
    "sealed": "form.seal",
    "dated": "form.date",
    "matches": "form.agrees",
    "party_certified": "form.party",
    "avoidance_signed": "form.avoidance",
}


@admits(SIGNED)
async def post_form(request: web.Request) -> web.Response:
    """核对原件: the ticks; with a file, the scan too."""
    if request.content_type == "multipart/form-data":
        form, scan = await _with_file(request)
    else:
        form, scan = await posted(request), None

    async def take(step: Step) -> Panel:
        return await _sight(step, scan)

    return await counter_step(request, form, take)


async def keep_form(step: Step) -> Panel | None:
    """Keep the ticks; None where that went well."""
    ticks = {name: step.form.ticked(field) for name, field in TICKS.items()}
    if not any(ticks.values()):
        return None
    outcome = await step.do(SightForm(request=step.case.ref, **ticks), "form")
    return None if outcome.done else step.told(outcome)


async def _sight(step: Step, scan: Accepted | TurnedAway | None) -> Panel:
    if isinstance(scan, TurnedAway):
        return Panel(NO, "扫描件没有收下", file_sentence(scan.reason), step.case.ref)
    told = await keep_form(step)
    if told is not None:
        return told
    if scan is not None:
        outcome = await step.do(AttachFormScan(request=step.case.ref, scan=scan), "scan")
        # The same form again seals the file anew: another content under the same key.
        if not outcome.done and outcome.code != "key_reused":
            return step.told(outcome, "扫描件没有收下")
        return Panel(YES, "扫描件已收存", "原件仍请留存，装订入册。", step.case.ref)
    ticked = sum(step.form.ticked(field) for field in TICKS.values())
    return Panel(YES, "原件已核对", f"六项中核对了 {ticked} 项。", step.case.ref)


async def _with_file(request: web.Request) -> tuple[Posted, Accepted | TurnedAway | None]:
    """The fields that come before the file, then the file through the intake."""
    handed = await handed_in(request, "scan")
    if handed.part is None:
        return of_fields(handed.fields), None
    scan = await request.app[INTAKE].receive(handed.chunks(), declared=handed.declared)
    return of_fields(handed.fields), scan
