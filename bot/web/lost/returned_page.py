"""A volume that came back and does not agree (归还不符): what was seen, and what can be done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import day, moment
from bot.replies.part import part_of
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.lost.rows import differing_next
from bot.web.lost.search_context import said_staff
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.told import audience_over
from core.command import Place
from core.custody.custody import Custody
from core.custody.volume_count import Moment, count_of
from core.errors import NotFound
from core.lost.found_differing import Differing, differing_of
from core.masked import mask_name
from core.members.member import ROOM_ROLES, Member, Role


@admits(SIGNED)
async def get_returned(request: web.Request) -> web.Response:
    who = await person_with(request, ROOM_ROLES)
    return await returned_page(request, who, request.match_info["label"])


async def returned_page(
    request: web.Request, who: Person, label: str, notice: dict[str, str] | None = None
) -> web.Response:
    """The page, with what became of a press above it. Raises NotFound."""
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        it = differing_of(session, label, who.rooms)
        head = audience_over(who, it.room_id) == "head"
        if it.discreet and not head:
            raise NotFound
        return {**_context(session, it, now), "may": _may(it, who, head=head)}

    context = {**desk_shown(request, who, "lost"), **await dispatch.ask(look)}
    if notice is not None:
        context["notice"] = notice
    return page(request, "lost/returned.html.j2", context)


def _context(session: Session, it: Differing, now: datetime) -> dict[str, Any]:
    found, recovery = it.discrepancy, it.recovery
    custody = session.get_one(Custody, found.custody_id)
    facts = [
        ("办件", it.case_number),
        ("登记", f"{moment(found.found_at)}　{_staff(session, found.found_by)}"),
        ("送还人", mask_name(custody.returner) if custody.returner else ""),
        ("清点", _counts(session, custody.line_id)),
        ("页码", found.pages),
        ("情况", found.remark),
        ("书面说明", "已签字，原件留存" if found.statement_signed else "没有签"),
        ("照片", f"{it.scans} 份" if it.scans else ""),
    ]
    if recovery is not None:
        back = f"{moment(recovery.counted_at)} 已补齐并清点：{recovery.note}"
        facts.append(("追回", back if recovery.counted_at else f"限 {day(recovery.due_on)}前"))
    if found.settled_at is not None:
        facts.append(("处理", f"{moment(found.settled_at)} {found.resolution}"))
    facts += [("转借", f"{each.document}：{each.note}") for each in it.relendings]
    return {
        "label": it.volume.label,
        "number": it.dossier,
        "part": part_of(it.volume.kind, it.volume.ordinal),
        "state": word("discrepancy", found.kind),
        "case": it.case,
        "next": differing_next(it),
        "facts": facts,
    }


def _counts(session: Session, line_id: int | None) -> str:
    """What was counted out, and what was counted back."""
    said = (("出库时", Moment.BEFORE), ("归还时", Moment.AFTER))
    counts = [(words, count_of(session, line_id or 0, moment)) for words, moment in said]
    return "，".join(f"{words} {it.pieces} 件、{it.pages} 页" for words, it in counts if it)


def _may(it: Differing, who: Person, *, head: bool) -> dict[str, bool]:
    found, recovery = it.discrepancy, it.recovery
    place = Place(room_id=it.room_id)
    keeps = any(held.covers(frozenset({Role.ARCHIVIST}), place) for held in who.grants)
    unsettled = found.settled_at is None
    return {
        "settle": head and unsettled and found.found_by != who.member_id,
        "ask_back": unsettled and recovery is None and found.kind == "pages_missing",
        "count_back": keeps and recovery is not None and recovery.counted_at is None,
        "relending": head,
        "scan": keeps and unsettled,
    }


def _staff(session: Session, member_id: int) -> str:
    row = session.exec(select(Member.post, Member.name).where(col(Member.id) == member_id)).first()
    return said_staff(*row) if row else ""
