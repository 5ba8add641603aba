"""One late entry (一条补录): what the paper says, for the second person to compare and the head to settle."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
from aiohttp import web
from sqlmodel import Session, col, select

from bot.conversations.talk import reasons_of
from bot.replies.dates import moment
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.late_form import TICKS
from bot.web.desk.late_rows import late_rows
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.keys import DISPATCH, PRINCIPAL, SIGNED_IN
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.purpose_words import purpose_words
from bot.web.read_case import MINUTES_OF_ONE_READING, full_name
from bot.web.told import as_reason, audience_over
from core.errors import NotFound
from core.masked import Masked
from core.members.member import Member
from core.members.units import Unit
from core.outage.around_late import ReadLate
from core.outage.late_entry import LateEntry, LateKind, LateState
from core.outage.paper_application import PaperApplication
from core.outage.paper_checked import PaperChecked
from core.outage.settle_late import OFFERED
from core.outcome import Outcome
from core.requests.request import Request
from rules.audience import for_audience


@admits(SIGNED)
async def get_late_entry(request: web.Request) -> web.Response:
    who = await person_with(request, ROOM_STAFF)
    return await entry_page(request, who, request.match_info["ref"])


async def entry_page(
    request: web.Request, who: Person, ref: str, *, notice: dict[str, Any] | None = None
) -> web.Response:
    """The page with the names on the paper; reading them is logged. Raises NotFound."""
    dispatch = request.app[DISPATCH]
    entry = await dispatch.ask(lambda session: _seen(session, who, ref))
    read = await dispatch(request[PRINCIPAL], ReadLate(entry=ref), _key(request, ref))
    if entry is None or not read.done:
        raise NotFound
    context = {
        **desk_shown(request, who, "outage"),
        **await dispatch.ask(lambda session: _parts(session, entry, dispatch.law.book)),
        **_buttons(entry, who),
        "seen_version": entry.version,
        "post_to": f"/desk/outage/entries/{ref}",
        "reasons": _reasons(entry, audience_over(who, entry.room_id)),
        "has_scan": entry.scan_id is not None,
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/late_entry.html.j2", context)


def _seen(session: Session, who: Person, ref: str) -> LateEntry | None:
    return session.exec(
        select(LateEntry).where(LateEntry.ref == ref, col(LateEntry.room_id).in_(who.rooms))
    ).first()


def _key(request: web.Request, ref: str) -> str:
    slot = int(request.app[DISPATCH].clock.now().timestamp()) // (60 * MINUTES_OF_ONE_READING)
    return f"late:{ref}:{request[SIGNED_IN].ref}:{slot}"


def _parts(session: Session, entry: LateEntry, book: Any) -> dict[str, Any]:
    (row,) = late_rows(session, [entry])
    case = session.get(Request, entry.request_id) if entry.request_id else None
    facts = [
        ("发生时间", row["at"]),
        ("归还时间", row["back"]),
        ("办件", row["case"]),
        ("卷", row["volume"]),
        ("送还人", full_name(Masked(entry.returner)) if entry.returner else ""),
        ("当面清点", _counted(entry)),
        ("登记册页", entry.page),
        ("录入", row["entered"]),
        ("核对确认", row["confirmed"]),
    ]
    waits = entry.kind == LateKind.APPLICATION and entry.particulars
    return {
        "entry": row,
        "case_href": f"/desk/cases/{case.ref}" if case else "",
        "facts": facts,
        "seen": _ticks(entry),
        "paper": _paper(session, entry.particulars, book) if waits else None,
    }


def _counted(entry: LateEntry) -> str:
    if entry.kind == LateKind.RETURN or entry.back_at is not None:
        return "相符" if entry.counted else "没有清点，等到窗口再清点"
    return ""


def _ticks(entry: LateEntry) -> list[dict[str, Any]]:
    """What was ticked of a hand-over, each with whether it was seen."""
    if entry.kind != LateKind.HAND_OVER:
        return []
    seen = PaperChecked.from_json(entry.particulars)
    shown = [{"word": said, "seen": getattr(seen, name)} for name, said in TICKS.items()]
    return [*shown, {"word": f"{seen.cards} 位查阅人的证件", "seen": seen.cards > 0}]


def _paper(session: Session, particulars: str, book: Any) -> list[tuple[str, str]]:
    paper = PaperApplication.from_json(particulars)
    asked, unit = paper.application, session.get(Unit, paper.application.unit_id)
    readers = "、".join(full_name(Masked(reader.name)) for reader in asked.readers)
    pairs = [
        ("编号", asked.reserved or "没有用预留编号"),
        ("单位", unit.name if unit else ""),
        ("档案编号", asked.dossier),
        ("事项", f"{word('mode', asked.mode)}　{purpose_words(book, asked.purpose)}"),
        ("具体事由", asked.purpose_detail),
        ("外借理由", asked.lending_reason),
        ("查阅内容", asked.classes or "全卷"),
        ("查阅人", readers),
    ]
    return pairs + [
        (word("step", it.step), _signed(session, it.signed_by, it.at)) for it in paper.signatures
    ]


def _signed(session: Session, member_id: int, at: datetime) -> str:
    member = session.get(Member, member_id)
    who = f"{member.post or member.number}　{Masked(member.name)}" if member else ""
    return f"{who}　{moment(at)}"


def _reasons(entry: LateEntry, audience: str) -> list[dict[str, Any]]:
    if not entry.reasons:
        return []
    kept = reasons_of(Outcome("refused", reasons=tuple(orjson.loads(entry.reasons))))
    return [as_reason(reason) for reason in for_audience(kept, audience)]


def _buttons(entry: LateEntry, who: Person) -> dict[str, Any]:
    """What this member may do; the core has the last word."""
    mine, state = entry.entered_by == who.member_id, LateState(entry.state)
    waits, heads = state is LateState.WAITING, audience_over(who, entry.room_id) == "head"
    offered = OFFERED.get(state, ()) if heads and not mine else ()
    return {
        "may_confirm": waits and not mine,
        "may_withdraw": waits and mine,
        "may_scan": state is not LateState.WITHDRAWN,
        "verdicts": [{"id": it.value, "word": word("late_verdict", it)} for it in offered],
        "waits_for_head": state in OFFERED and not offered,
    }
