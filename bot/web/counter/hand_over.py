"""Handing over (出库交接): the ticks that were made are kept, then the law is asked."""

from __future__ import annotations

from aiohttp import web

from bot.replies.dates import day
from bot.web.access import SIGNED, admits
from bot.web.counter.counter_step import Step, counter_step
from bot.web.counter.evidence import Shown, shown_for, window_opens
from bot.web.counter.going_out import keep_going_out
from bot.web.counter.panel import NO, YES, Panel
from bot.web.counter.sighted import keep_form
from bot.web.counter.work import due_day
from bot.web.keys import DISPATCH
from bot.web.posted import Posted, posted
from bot.web.told import audience_over, told_reasons, told_warnings
from core.custody.hand_over import HandOver
from core.outcome import Outcome
from core.requests.case import Case
from core.requests.identify_reader import IdentifyReader
from core.requests.line import LineState

USUAL = "work_and_id"  # 工作证、身份证


@admits(SIGNED)
async def post_readers(request: web.Request) -> web.Response:
    """核对证件: each reader's card, as ticked."""
    return await counter_step(request, await posted(request), identify_readers)


@admits(SIGNED)
async def post_handover(request: web.Request) -> web.Response:
    """出库交接: cards and form as ticked, then the volumes that lie on the counter."""
    return await counter_step(request, await posted(request), hand_over)


async def identify_readers(step: Step) -> Panel:
    """Keep what was ticked; a tick without four digits is asked for again."""
    told = await _identify(step)
    if told is not None:
        return told
    case, shown = await step.again(), await _shown(step)
    count = sum(shown.card_counts(reader) for reader in case.readers)
    return Panel(YES, "证件已记下", f"已核对 {count} 位查阅人。", step.case.ref)


async def _identify(step: Step) -> Panel | None:
    shown = await _shown(step)
    for reader in step.case.readers:
        name = f"reader.{reader.ordinal}"
        # A card that was seen too long ago has to be seen again.
        known = (reader.card_kind, reader.card_last4) if shown.card_counts(reader) else None
        card = (step.form.text(f"{name}.kind") or USUAL, step.form.text(f"{name}.last4").upper())
        if not step.form.ticked(f"{name}.seen") or card == known:
            continue
        command = IdentifyReader(
            request=step.case.ref, ordinal=reader.ordinal, card_kind=card[0], card_last4=card[1]
        )
        outcome = await step.do(command, name)
        if outcome.code == "bad_value":
            text = f"请填写第 {reader.ordinal} 位同志证件号的末四位，再点一次。"
            return Panel(NO, "还差证件末四位", text, step.case.ref)
        if not outcome.done:
            return step.told(outcome)
    return None


async def hand_over(step: Step) -> Panel:
    told = await _identify(step) or await keep_form(step)
    if told is not None:
        return told
    labels = await _on_the_counter(step)
    told = await keep_going_out(step, labels)
    if told is not None:
        return told
    command = HandOver(
        request=step.case.ref, labels=tuple(labels), seen_version=_version(step.form)
    )
    outcome = await step.do(command, "handover")
    if outcome.done:
        return _done(step, outcome, await step.again(), len(labels))
    if outcome.status == "refused":
        reasons = told_reasons(outcome, audience_over(step.who, step.case.room_id))
        text = f"{step.case.number} 还有 {len(reasons)} 条没有满足，没有改动任何内容。"
        return Panel(NO, "先不要出库", text, step.case.ref, reasons)
    return step.told(outcome)


def _version(form: Posted) -> int:
    return form.number("version") if form.text("version") else 0


async def _on_the_counter(step: Step) -> list[str]:
    """Labels seen in time; where none was seen all are asked about, so that the law says so.

    A form that comes again names volumes that are out by now: it is the same command again.
    """
    waiting = [line.label for line in step.case.lines if line.state == LineState.WAITING]
    left = {line.label for line in step.case.lines if step.form.ticked(f"leave.{line.label}")}
    named = [label for label in step.form.text("labels").split() if label not in left]
    if any(label not in waiting for label in named):
        return named
    seen = (await _shown(step)).seen
    lying = [label for label in waiting if label in seen and label not in left] or waiting
    return lying or [line.label for line in step.case.lines if line.label in seen]


async def _shown(step: Step) -> Shown:
    dispatch = step.request.app[DISPATCH]
    since = window_opens(dispatch, step.case.room)
    return await dispatch.ask(lambda session: shown_for(session, step.case, since))


def _done(step: Step, outcome: Outcome, now: Case, count: int) -> Panel:
    """`now` is the case after it: whether the day is 暂定 stands on the lines that are out."""
    due = due_day(
        [line for line in now.out_lines if str(line.due_on) == outcome.data.get("due_on")]
    )
    left = sum(line.state == LineState.WAITING for line in step.case.lines) - count
    parts = [
        f"{step.case.number} 出库 {count} 卷，应于 {due or day(outcome.data.get('due_on'))}归还。"
    ]
    if left > 0:
        parts.append(f"还有 {left} 卷未取，再取时请重新出示取档码。")
    parts += told_warnings(outcome, audience_over(step.who, step.case.room_id))
    return Panel(YES, "可以出库", "".join(parts), step.case.ref)
