"""代查出证 at the counter: look up, draft, hand over; the check is another person's, at the desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.counter.counter_step import Step, counter_step
from bot.web.counter.modes import modes_of
from bot.web.counter.panel import NO, YES, Panel, unknown
from bot.web.counter.sighted import keep_form
from bot.web.keys import DISPATCH
from bot.web.posted import posted
from bot.web.told import audience_over, told_reasons
from core.certificates.draft_certificate import DraftCertificate
from core.certificates.hand_certificate import HandCertificate
from core.certificates.look_up import LookUp
from core.requests.line import LineState


@admits(SIGNED)
async def post_certificate(request: web.Request) -> web.Response:
    """One press on the certificate of the case in hand; `do` says which."""
    return await counter_step(request, await posted(request), _press)


async def _press(step: Step) -> Panel:
    take = VERBS.get(step.form.text("do"))
    return unknown(step.case.ref) if take is None else await take(step)


async def _look_up(step: Step) -> Panel:
    told = await keep_form(step)
    if told is not None:
        return told
    waiting = [it.label for it in step.case.lines if it.state == LineState.WAITING]
    labels = tuple(step.form.text("labels").split() or waiting)
    version = step.form.number("version") if step.form.text("version") else 0
    command = LookUp(request=step.case.ref, labels=labels, seen_version=version)
    outcome = await step.do(command, "look_up")
    if outcome.done:
        text = "已登记室内查核，案卷不出室。查到后请拟写证明。"
        return Panel(YES, "可以查核", text, step.case.ref)
    if outcome.status == "refused":
        reasons = told_reasons(outcome, audience_over(step.who, step.case.room_id))
        text = f"{step.case.number} 还有 {len(reasons)} 条没有满足，没有改动任何内容。"
        return Panel(NO, "先不要查核", text, step.case.ref, reasons)
    return step.told(outcome)


async def _draft(step: Step) -> Panel:
    command = DraftCertificate(
        request=step.case.ref,
        template=step.form.text("template"),
        finding=step.form.text("finding"),
        source=step.form.text("source"),
    )
    outcome = await step.do(command, "draft")
    if outcome.done:
        text = "请另一位同志登录案头，打开本件，对照案卷核对。"
        return Panel(YES, "证明已拟好，待核对", text, step.case.ref)
    if outcome.code == "bad_value":
        text = "样式、查核结果和依据材料都要填，依据写明材料名称和页码。"
        return Panel(NO, "还没有填全", text, step.case.ref)
    return step.told(outcome)


async def _hand(step: Step) -> Panel:
    case = step.case
    modes = await step.request.app[DISPATCH].ask(lambda session: modes_of(session, case))
    if modes.certificate is None:
        return unknown(case.ref)
    command = HandCertificate(
        certificate=modes.certificate.ref,
        received_by=step.form.text("received_by"),
        sealed=step.form.ticked("sealed"),
    )
    outcome = await step.do(command, "hand")
    if outcome.done:
        text = f"{outcome.data['number']} 已交单位，存根入册。"
        return Panel(YES, "证明已交付", text, case.ref)
    if outcome.code == "bad_value":
        text = "请确认已盖章，并填写单位领取人的姓名。"
        return Panel(NO, "还差盖章或领取人", text, case.ref)
    return step.told(outcome)


VERBS: dict[str, Callable[[Step], Awaitable[Panel]]] = {
    "look_up": _look_up,
    "draft": _draft,
    "hand": _hand,
}
