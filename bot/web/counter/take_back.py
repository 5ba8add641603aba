"""Taking back (归还): the count face to face, per volume; and pausing or resuming a reading."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.counter import labelled
from bot.web.counter.counter_step import Step, counter_step
from bot.web.counter.counting import part_of
from bot.web.counter.modes import modes_of
from bot.web.counter.next_to_count import next_to_count
from bot.web.counter.page import counter_page, keeper, rooms_kept
from bot.web.counter.panel import NO, YES, Panel, unknown
from bot.web.counter.scanned import plain
from bot.web.counter.standing import standing_of
from bot.web.keys import DISPATCH
from bot.web.posted import posted
from core.custody.check_return import CheckReturn
from core.custody.pause_reading import PauseReading, ResumeReading
from core.requests.case import CaseLine

COUNTS = ("pieces", "pages", "order")


@admits(SIGNED)
async def post_take_back(request: web.Request) -> web.Response:
    """归还: the volume lies on the counter, said by its label, as a scan says it."""
    who, form = await keeper(request), await posted(request)
    label, rooms = plain(form.text("label")), rooms_kept(who)
    standing = await request.app[DISPATCH].ask(lambda s: standing_of(s, label, rooms))
    if standing is None or not standing.out:
        return await counter_page(request, who, unknown(form.text("case")))
    return await counter_page(request, who, await labelled.answer(request, who, form, label))


@admits(SIGNED)
async def post_check(request: web.Request) -> web.Response:
    """当面清点核对: one volume, with the person who brought it."""
    return await counter_step(request, await posted(request), _check)


@admits(SIGNED)
async def post_pause(request: web.Request) -> web.Response:
    return await counter_step(request, await posted(request), _pause)


@admits(SIGNED)
async def post_resume(request: web.Request) -> web.Response:
    return await counter_step(request, await posted(request), _resume)


async def _check(step: Step) -> Panel:
    line = _line(step)
    if line is None:
        return unknown(step.case.ref)
    returner = step.form.text("returner_name") or step.form.text("returner")
    told = _not_whole(step, line, returner) or await _counts_otherwise(step, line)
    if told:
        return Panel(NO, "清点还没有做完", told, step.case.ref, label=line.label, returner=returner)
    command = CheckReturn(
        label=line.label,
        returner=returner,
        agrees=_agrees(step),
        kind=step.form.text("kind") if not _agrees(step) else "",
        remark=step.form.text("remark"),
        page_numbers=step.form.text("page_numbers"),
        statement_signed=step.form.ticked("statement"),
        **_counted(step),
    )
    outcome = await step.do(command, "check")
    if outcome.code == "bad_value" and outcome.data.get("field") in ASKED:
        told = ASKED[outcome.data["field"]]
        return Panel(NO, "清点还没有做完", told, step.case.ref, label=line.label, returner=returner)
    if not outcome.done:
        return step.told(outcome)
    checked = _checked(step, line, returner, str(outcome.data["kind"]))
    return replace(checked, links=await next_to_count(step))


def _agrees(step: Step) -> bool:
    act = step.form.text("act")
    return act == "checked" if act else step.form.text("agrees") in ("yes", "true", "1", "on")


def _not_whole(step: Step, line: CaseLine, returner: str) -> str:
    """What is still missing from the count, as a sentence; empty when it is whole."""
    if not returner:
        return "请选送还的同志，或者填写姓名。"
    if not _agrees(step):
        return "" if step.form.text("kind") else "请选是哪一种不符，写一句情况，再登记。"
    if step.form.text("kind"):
        return "已选了不符情形，请点“有不符，先收下并登记”；没有不符的，请改选“没有”。"
    if step.form.text("act") and not all(
        step.form.ticked(f"count.{it}") for it in _due(step, line)
    ):
        return "还有没点的项目。逐项相符的请打勾；有不符的，请选情形后登记。"
    return ""


async def _counts_otherwise(step: Step, line: CaseLine) -> str:
    """核对无误 beside another number than was counted out: a slip of the pen is asked about first."""
    modes = await step.request.app[DISPATCH].ask(lambda session: modes_of(session, step.case))
    out, said = modes.counts.get(line.label), _counted(step)
    if out is None or not _agrees(step) or said.get("pieces") is None or said.get("pages") is None:
        return ""
    if (said["pieces"], said["pages"]) == (out.pieces, out.pages):
        return ""
    return (
        f"出库时 {out.pieces} 件、{out.pages} 页，现在填的是 {said['pieces']} 件、{said['pages']} 页。"
        "请一起再点一遍；确实不符的，选情形、写明，点“有不符，先收下并登记”。"
    )


def _due(step: Step, line: CaseLine) -> list[str]:
    """Ticks against the catalogue; where numbers are asked for, only the order is ticked."""
    if "pieces" in step.form.fields:
        return ["order"]
    known = {"pieces": line.pieces, "pages": line.pages, "order": 1}
    return [name for name in COUNTS if known[name] is not None]


def _line(step: Step) -> CaseLine | None:
    label = plain(step.form.text("label"))
    return next((line for line in step.case.lines if line.label == label), None)


ASKED = {
    "pieces": "请填写归还清点的件数和页数，再点一次。",
    "pages": "请填写归还清点的件数和页数，再点一次。",
    "bag": "请填写送回时的密封袋号，再点一次。",
    "seal_intact": "请选封条是否完好，再点一次。",
}


def _counted(step: Step) -> dict[str, Any]:
    """What was counted and seen at the return, as far as it was filled in."""
    form = step.form
    said = {name: form.text(name) for name in ("pieces", "pages")}
    numbers = {it: int(text) for it, text in said.items() if text.isascii() and text.isdecimal()}
    seal = {"yes": True, "no": False}.get(form.text("seal"))
    return {**numbers, "bag": form.text("bag"), "seal_intact": seal}


def _checked(step: Step, line: CaseLine, returner: str, kind: str) -> Panel:
    named = f"{line.dossier} {part_of(line)}"
    if not kind:
        text = f"{named} 已收回，请放回{'库位 ' + line.slot if line.slot else '原位'}。"
        return Panel(YES, "核对无误", text, step.case.ref, returner=returner)
    text = f"{named} 已收下：{word('discrepancy', kind)}。已报档案部门负责人处理，这一卷先不入库。"
    return Panel(YES, "已登记不符情况", text, step.case.ref, returner=returner)


async def _pause(step: Step) -> Panel:
    outcome = await step.do(PauseReading(label=plain(step.form.text("label"))), "pause")
    if not outcome.done:
        return step.told(outcome)
    return Panel(YES, "已暂存", "案卷放在窗口，有效期内续阅不用再填表。", step.case.ref)


async def _resume(step: Step) -> Panel:
    outcome = await step.do(ResumeReading(label=plain(step.form.text("label"))), "resume")
    if not outcome.done:
        return step.told(outcome)
    return Panel(YES, "继续阅档", "请两位同志都在场。", step.case.ref)
