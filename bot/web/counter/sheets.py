"""摘录单、复制件 at the counter: issue, count back, copy, check, take away, destroy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.counter.counter_step import Step, counter_step
from bot.web.counter.modes import modes_of
from bot.web.counter.panel import NO, YES, Panel, unknown
from bot.web.keys import DISPATCH
from bot.web.posted import posted
from core.command import Command
from core.requests.case import Case
from core.sheets.check_sheet import CheckSheet
from core.sheets.count_sheets_back import CountSheetsBack, SheetBack
from core.sheets.issue_sheets import IssueSheets
from core.sheets.make_copy import MakeCopy
from core.sheets.settle_sheet import DestroySheet, TakeSheetAway
from core.sheets.sheet import Sheet, SheetState

NUMBERS = "请填写数字，再点一次。"


@admits(SIGNED)
async def post_sheets(request: web.Request) -> web.Response:
    """One press on the sheets of the case in hand; `do` says which."""
    return await counter_step(request, await posted(request), _press)


async def _press(step: Step) -> Panel:
    verb, _, ref = step.form.text("do").partition(":")
    take = VERBS.get(verb)
    if take is None:
        return unknown(step.case.ref)
    sheets = {sheet.ref: sheet for sheet in await _sheets(step, step.case)}
    if verb in OF_ONE and ref not in sheets:
        return unknown(step.case.ref)
    return await take(step, ref, list(sheets.values()))


async def _sheets(step: Step, case: Case) -> list[Sheet]:
    return await step.request.app[DISPATCH].ask(lambda session: modes_of(session, case).sheets)


async def _issue(step: Step, _ref: str, _sheets: list[Sheet]) -> Panel:
    count, reader = step.form.text("count"), step.form.text("reader")
    if not (_number(count) and _number(reader)):
        return Panel(NO, "还差张数", NUMBERS, step.case.ref)
    command = IssueSheets(request=step.case.ref, reader=int(reader), count=int(count))
    return await _done(step, command, "已发摘录单", "编号见下面，请打印后交查阅人。")


async def _back(step: Step, _ref: str, sheets: list[Sheet]) -> Panel:
    issued = [sheet for sheet in sheets if sheet.state == SheetState.ISSUED]
    pages = {sheet.ref: step.form.text(f"pages.{sheet.ref}") for sheet in issued}
    if not all(_number(text) for text in pages.values()):
        text = "每一张都要点到：写了几页填几页，空白的填 0。"
        return Panel(NO, "还有没点的摘录单", text, step.case.ref)
    back = tuple(SheetBack(sheet=ref, pages=int(text)) for ref, text in pages.items())
    command = CountSheetsBack(request=step.case.ref, sheets=back)
    text = "已与发出的编号核对，空白的已当场作废；写过的请与原件核对盖章。"
    return await _done(step, command, "摘录单已收回", text)


async def _copy(step: Step, _ref: str, _sheets: list[Sheet]) -> Panel:
    pages = step.form.text("pages")
    if not _number(pages):
        return Panel(NO, "还差页数", NUMBERS, step.case.ref)
    command = MakeCopy(request=step.case.ref, material=step.form.text("material"), pages=int(pages))
    return await _done(step, command, "复制件已登记", "请与原件核对，盖“经核对与原件一致”章。")


async def _check(step: Step, ref: str, _sheets: list[Sheet]) -> Panel:
    command = CheckSheet(sheet=ref, agrees=True, stamped=True)
    return await _done(step, command, "已核对盖章", "经核对与原件一致，可以带走。")


async def _take(step: Step, ref: str, _sheets: list[Sheet]) -> Panel:
    reader = step.form.text("reader")
    if not _number(reader):
        return Panel(NO, "还差带走人", "请选由哪位同志签字带走。", step.case.ref)
    command = TakeSheetAway(sheet=ref, reader=int(reader))
    return await _done(step, command, "已登记带走", "请带走的同志在登记页签字。")


async def _destroy(step: Step, ref: str, _sheets: list[Sheet]) -> Panel:
    registration = step.form.text("registration")
    if not registration:
        text = "销毁要写明原因和登记号，再点一次。"
        return Panel(NO, "还差销毁登记", text, step.case.ref)
    command = DestroySheet(sheet=ref, registration=registration)
    return await _done(step, command, "已登记销毁", "请当面销毁，登记册同时签字。")


async def _done(step: Step, command: Command, title: str, text: str) -> Panel:
    outcome = await step.do(command, "sheets")
    return Panel(YES, title, text, step.case.ref) if outcome.done else step.told(outcome)


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 4


OF_ONE = frozenset({"check", "take", "destroy"})
VERBS: dict[str, Callable[[Step, str, list[Sheet]], Awaitable[Panel]]] = {
    "issue": _issue,
    "back": _back,
    "copy": _copy,
    "check": _check,
    "take": _take,
    "destroy": _destroy,
}
