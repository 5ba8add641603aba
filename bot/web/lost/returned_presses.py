"""Presses about a volume that does not agree (归还不符办理), and the picture that goes with it."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.replies.file_reasons import file_sentence
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.bodies import BadBody
from bot.web.desk.shared import person_with
from bot.web.handed_in import HandedIn, handed_in
from bot.web.keys import DISPATCH, INTAKE, PRINCIPAL
from bot.web.lost.returned_page import returned_page
from bot.web.pages.person import Person
from bot.web.posted import Posted, of_fields, posted
from bot.web.told import sentence
from core.command import Command
from core.custody.check_return import SettleDiscrepancy
from core.errors import NotFound
from core.files.turned_away import TurnedAway
from core.lost.ask_pages_back import AskPagesBack, CountPagesBack
from core.lost.attach_discrepancy_scan import AttachDiscrepancyScan
from core.lost.record_relending import RecordRelending
from core.members.member import ROOM_ROLES

DONE = {
    "ask_back": "已定追回时限，并告知对方来补齐。",
    "count_back": "已登记补齐并清点，请负责人写明处理意见。",
    "settle": "不符情况已处理，这一卷可以入库了。",
    "relending": "已登记转借，以文号为准。",
}
FIELDS = {
    "due_on": "时限请填今天或以后的日期",
    "with_whom": "请填送来缺页的同志",
    "note": "请写明情况",
    "resolution": "请写明处理意见",
    "document": "请填文号",
}


def _settle(label: str, form: Posted) -> Command:
    return SettleDiscrepancy(label=label, resolution=form.text("resolution"))


def _ask_back(label: str, form: Posted) -> Command:
    return AskPagesBack(label=label, due_on=form.day("due_on"))


def _count_back(label: str, form: Posted) -> Command:
    return CountPagesBack(label=label, returner=form.text("returner"), note=form.text("pages_note"))


def _relending(label: str, form: Posted) -> Command:
    return RecordRelending(
        label=label, document=form.text("document"), note=form.text("relending_note")
    )


VERBS: dict[str, Callable[[str, Posted], Command]] = {
    "settle": _settle,
    "ask_back": _ask_back,
    "count_back": _count_back,
    "relending": _relending,
}


@admits(SIGNED)
async def post_returned(request: web.Request) -> web.Response:
    """One press."""
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    label, verb = request.match_info["label"], form.text("press")
    await returned_page(request, who, label)  # of one's own room, or there is no such page
    if verb not in VERBS:
        raise NotFound
    try:
        command = VERBS[verb](label, form)
    except BadBody as bad:
        return await _no(request, who, label, FIELDS.get(bad.field, ""))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("do"))
    if outcome.done:
        notice = {"kind": "yes", "text": DONE[verb]}
        return await returned_page(request, who, label, notice)
    known = FIELDS.get(str(outcome.data.get("field")), "")
    return await _no(request, who, label, known or sentence(outcome))


@admits(SIGNED, csrf_inside=True)
async def post_returned_scan(request: web.Request) -> web.Response:
    """A picture of what differs, or the signed statement, through the intake."""
    who, label = await person_with(request, ROOM_ROLES), request.match_info["label"]
    await returned_page(request, who, label)
    handed = await handed_in(request, "scan")
    demand_csrf(request, handed.fields.get("csrf", ""))
    return await _keep(request, who, label, handed)


async def _keep(request: web.Request, who: Person, label: str, handed: HandedIn) -> web.Response:
    form = of_fields(handed.fields)
    scan = await request.app[INTAKE].receive(handed.chunks(), declared=handed.declared)
    if isinstance(scan, TurnedAway):
        return await _no(request, who, label, f"没有收下。{file_sentence(scan.reason)}")
    command = AttachDiscrepancyScan(label=label, scan=scan)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("scan"))
    # The same form again seals the file anew: another content under the same key.
    if not outcome.done and outcome.code != "key_reused":
        return await _no(request, who, label, sentence(outcome))
    return await returned_page(
        request, who, label, {"kind": "yes", "text": "已收存，原件仍请留存。"}
    )


async def _no(request: web.Request, who: Person, label: str, text: str) -> web.Response:
    said = text if text.endswith("。") else f"{text or '填写的信息有误'}。没有改动任何内容。"
    return await returned_page(request, who, label, {"kind": "no", "text": said})
