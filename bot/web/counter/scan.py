"""Scanning (扫码录入): one box for collection codes, forms, labels and numbers, in any order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from sqlmodel import Session

from bot.web.access import SIGNED, admits
from bot.web.counter import labelled, unlabelled
from bot.web.counter.late import is_late, too_old
from bot.web.counter.page import counter_page, keeper, rooms_kept
from bot.web.counter.panel import ASK, NO, YES, Panel, broken, nothing, unknown
from bot.web.counter.scanned import Scanned, read_scan
from bot.web.counter.slot_words import in_slot
from bot.web.counter.standing import numbered
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted, posted
from bot.web.read_case import seen_case
from bot.web.submissions.count_in import of_this_counter, scanned_list
from core.collection.questions import by_label, by_number
from core.custody.slot_contents import slot_contents
from core.requests.case import Case
from core.requests.issue_collection_code import hash_code
from core.requests.open_case import PresentCode
from core.requests.request import State


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan: who scanned what, with which case in hand."""

    request: web.Request
    who: Person
    form: Posted
    what: Scanned

    @property
    def in_hand(self) -> str:
        return self.form.text("case")


@admits(SIGNED)
async def post_scan(request: web.Request) -> web.Response:
    """Take whatever was scanned; every answer is the whole page."""
    who, form = await keeper(request), await posted(request)
    panel = await answer_to(request, who, form, form.text("scan") or form.text("code"))
    return await counter_page(request, who, panel)


async def answer_to(request: web.Request, who: Person, form: Posted, text: str) -> Panel:
    """What a scanned text means now, with the case in hand that the form names."""
    what = read_scan(text)
    return await ANSWERS[what.kind](Scan(request, who, form, what))


async def _code(scan: Scan) -> Panel:
    if is_late(scan.form):
        return too_old(scan.in_hand)
    command = PresentCode(code_hash=hash_code(scan.what.text))
    dispatch = scan.request.app[DISPATCH]
    outcome = await dispatch(scan.request[PRINCIPAL], command, scan.form.key_of("code"))
    if outcome.done:
        text = "请核对两位同志的证件和审批表原件，再扫卷上的标签。"
        return Panel(YES, f"取档码有效　{outcome.data['number']}", text, outcome.data["ref"])
    if outcome.code == "stale":
        text = "已用过、过了时间，或者后来又出示过新的。请来人重新出示，或在窗口打印取档单。"
        return Panel(NO, "这个取档码不能用了", text, scan.in_hand)
    return unknown(scan.in_hand)


async def _form(scan: Scan) -> Panel:
    case = await _own_case(scan, scan.what.text)
    return unknown(scan.in_hand) if case is None else _shown(case)


async def _number(scan: Scan) -> Panel:
    rooms, what = rooms_kept(scan.who), scan.what

    def look(session: Session) -> list[str]:
        return numbered(session, what.text, what.year, rooms)

    refs = await scan.request.app[DISPATCH].ask(look)
    if len(refs) > 1 and not what.year:
        text = f"有 {len(refs)} 件在办的都是这个号，请键入完整编号，或扫审批表上的二维码。"
        return Panel(ASK, "请把编号写全", text, scan.in_hand)
    if not refs:
        return await _numbered_list(scan)
    case = await _own_case(scan, refs[0])
    return unknown(scan.in_hand) if case is None else _shown(case)


async def _numbered_list(scan: Scan) -> Panel:
    """One neutral series numbers cases and lists alike."""
    rooms, what = rooms_kept(scan.who), scan.what
    ref = await scan.request.app[DISPATCH].ask(lambda s: by_number(s, what.text, what.year, rooms))
    found = await of_this_counter(scan.request, scan.who, ref) if ref else None
    return unknown(scan.in_hand) if found is None else scanned_list(found)


async def _own_case(scan: Scan, ref: str) -> Case | None:
    case = await seen_case(scan.request, scan.who, ref)
    return case if case is not None and case.room_id in rooms_kept(scan.who) else None


def _shown(case: Case) -> Panel:
    if case.state == State.READY:
        text = "已调出办件。出库还要来人出示取档码（手机或取档单）。"
        return Panel(YES, case.number, text, case.ref)
    text = "这一件现在不在窗口办理，走到哪一步见下面。没有改动任何内容。"
    return Panel(ASK, case.number, text, case.ref)


async def _volume(scan: Scan) -> Panel:
    return await labelled.answer(scan.request, scan.who, scan.form, scan.what.text)


async def _typed(scan: Scan) -> Panel:
    return await unlabelled.answer(scan.request, scan.who, scan.form, scan.what.text)


async def _slot(scan: Scan) -> Panel:
    """What belongs into the slot, and what of it is away."""
    rooms, label = rooms_kept(scan.who), scan.what.text
    found = await scan.request.app[DISPATCH].ask(lambda s: slot_contents(s, label, rooms))
    if found is None:
        return unknown(scan.in_hand)
    return Panel(ASK, f"库位 {found.code}", in_slot(found.volumes), scan.in_hand)


async def _list(scan: Scan) -> Panel:
    rooms, label = rooms_kept(scan.who), scan.what.text
    ref = await scan.request.app[DISPATCH].ask(lambda s: by_label(s, label, rooms))
    found = await of_this_counter(scan.request, scan.who, ref) if ref else None
    return unknown(scan.in_hand) if found is None else scanned_list(found)


async def _broken(scan: Scan) -> Panel:
    return broken(scan.in_hand)


async def _unknown(scan: Scan) -> Panel:
    return unknown(scan.in_hand)


async def _nothing(scan: Scan) -> Panel:
    return nothing(scan.in_hand)


ANSWERS: dict[str, Callable[[Scan], Awaitable[Panel]]] = {
    "code": _code,
    "form": _form,
    "number": _number,
    "volume": _volume,
    "typed": _typed,
    "slot": _slot,
    "list": _list,
    "broken": _broken,
    "unknown": _unknown,
    "empty": _nothing,
}
