"""更换查阅人 at the counter: who comes instead, and the seal on the changed paper."""

from __future__ import annotations

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.counter.counter_step import Step, counter_step
from bot.web.counter.panel import NO, YES, Panel
from bot.web.posted import posted
from bot.web.told import audience_over, told_reasons
from core.requests.application import NamedReader
from core.requests.swap_reader import SwapReader


@admits(SIGNED)
async def post_swap(request: web.Request) -> web.Response:
    return await counter_step(request, await posted(request), _swap)


async def _swap(step: Step) -> Panel:
    form, name = step.form, step.form.text("new_reader")
    if not name or not form.text("ordinal"):
        return Panel(NO, "还差新查阅人的姓名", "请填写姓名，再点一次。", step.case.ref)
    command = SwapReader(
        request=step.case.ref,
        ordinal=form.number("ordinal"),
        reader=NamedReader(
            name=name,
            is_personnel=form.ticked("new.personnel"),
            is_party_member=form.ticked("new.party"),
            declares_kinship=form.ticked("new.kin"),
        ),
        change_sealed=form.ticked("new.sealed"),
    )
    outcome = await step.do(command, "swap")
    if outcome.done:
        text = "原查阅人留在登记里。请核对新来同志的证件。"
        return Panel(YES, "已更换查阅人", text, step.case.ref)
    if outcome.status == "refused":
        reasons = told_reasons(outcome, audience_over(step.who, step.case.room_id))
        text = f"还有 {len(reasons)} 条没有满足，没有改动任何内容。"
        return Panel(NO, "不能更换", text, step.case.ref, reasons)
    if outcome.code == "impossible_step":
        text = "正在阅看的卷请先收回窗口暂存，再更换查阅人。没有改动任何内容。"
        return Panel(NO, "先暂存，再更换", text, step.case.ref)
    return step.told(outcome)
