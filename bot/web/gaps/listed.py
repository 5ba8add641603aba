"""查缺清单 at the desk: units with their counts, cadres who lack something; a unit's people see their own."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.web.access import SIGNED, admits
from bot.web.desk.shared import GAPS, desk_shown, person_with
from bot.web.gaps.cadre_page import cadre_seen
from bot.web.gaps.rows import books, classes_of, gap_row
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import posted
from bot.web.told import sentence
from core.clock import local_date
from core.errors import NotFound
from core.gaps.count_gaps import CountGaps
from core.gaps.dossier_to_count import counting_under_way
from core.gaps.lists import (
    MOST_CADRES,
    MOST_LINES,
    Asked,
    cadres_owing,
    explanations_waiting,
    lines_owed,
    units_counted,
    units_of,
)
from core.masked import Masked
from core.members.member import ROOM_ROLES
from core.members.room import Room


@admits(SIGNED)
async def get_gaps(request: web.Request) -> web.Response:
    """`?unit=` `?class=` `?number=` narrow it, and stay in the address."""
    return await _page(request, await person_with(request, GAPS))


@admits(SIGNED)
async def post_gaps(request: web.Request) -> web.Response:
    """Count a whole room: one short transaction per stretch, the rest goes on if one is refused."""
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    if form.text("press") != "count":
        raise NotFound
    room, after, dossiers, found = form.number("room"), 0, 0, 0
    while True:
        command = CountGaps(room_id=room, after=after)
        key = form.key_of(f"count:{after}")
        outcome = await request.app[DISPATCH](request[PRINCIPAL], command, key)
        if not outcome.done:
            return await _page(request, who, {"kind": "no", "text": sentence(outcome)})
        dossiers += outcome.data["dossiers"]
        found += outcome.data["found"]
        after = outcome.data["next"]
        if not after:
            break
    said = f"已查 {dossiers} 份档案，新列出 {found} 份缺失材料。"
    return await _page(request, who, {"kind": "yes", "text": said})


def asked_for(request: web.Request) -> Asked:
    """What the address narrows the list to; nonsense narrows to nothing that exists."""
    unit = request.query.get("unit", "")
    known = unit.isascii() and unit.isdigit() and len(unit) < 10
    return Asked(
        unit=int(unit) if known else 0,
        code=request.query.get("class", "").strip()[:8],
        number=request.query.get("number", "").strip()[:30],
    )


async def _page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    dispatch, asked = request.app[DISPATCH], asked_for(request)
    staff = bool(who.roles & ROOM_ROLES)
    book, today = dispatch.law.book, local_date(dispatch.clock.now())

    def look(session: Session) -> dict[str, Any]:
        units = units_of(session, who.viewer)
        shown = {
            "units": [{"id": str(it.id), "word": it.name} for it in units],
            "counts": [
                _count_row(it, counts)
                for it, counts in units_counted(session, units, asked, today)
                if asked.unit in (0, it.id)
            ],
            "rooms": _rooms(session, who),
        }
        if staff:
            waiting = explanations_waiting(session, who.viewer)
            return shown | {"cadres": _cadres(session, who, asked), "waiting": waiting}
        rows = lines_owed(session, who.viewer, asked)
        people = _people(rows, books(session, dispatch.law), today)
        return shown | {"people": people, "most": MOST_LINES if len(rows) >= MOST_LINES else 0}

    context = {
        **desk_shown(request, who, "gaps"),
        **await dispatch.ask(look),
        "classes": classes_of(book),
        "asked": {"unit": str(asked.unit or ""), "code": asked.code, "number": asked.number},
        "staff": staff,
        "may_list": "unit_contact" in who.roles,
        "may_lead": "approver" in who.roles,
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "gaps/listed.html.j2", context)


def _rooms(session: Session, who: Person) -> list[dict[str, Any]]:
    kept = select(Room).where(col(Room.id).in_(who.rooms)).order_by(col(Room.id))
    under_way = counting_under_way(session, who.rooms)
    return [
        {"id": it.id, "word": it.name, "counting": under_way.get(it.id or 0)}
        for it in session.exec(kept).all()
    ]


def _count_row(unit: Any, counts: Any) -> dict[str, Any]:
    return {
        "unit": unit.name,
        "id": unit.id,
        "owed": counts.owed,
        "closed": counts.closed,
        "explained": counts.explained,
        "late": counts.overdue,
    }


def _cadres(session: Session, who: Person, asked: Asked) -> dict[str, Any]:
    rows = cadres_owing(session, who.viewer, asked)
    return {
        "rows": [
            {"number": number, "name": str(Masked(name)), "unit": unit, "owed": owed}
            for number, name, unit, owed in rows[:MOST_CADRES]
        ],
        "more": len(rows) > MOST_CADRES,
        "without": "" if rows else _without_gaps(session, who, asked.number),
    }


def _without_gaps(session: Session, who: Person, number: str) -> str:
    """The number of a dossier that lacks nothing: its facts are recorded all the same."""
    try:
        dossier, _, _ = cadre_seen(session, who, number)
    except NotFound:
        return ""
    return dossier.number


def _people(rows: list[Any], book_of: Any, today: Any) -> list[dict[str, Any]]:
    """A unit's own lines, cadre by cadre."""
    found: dict[str, dict[str, Any]] = {}
    for gap, dossier, cadre in rows:
        one = found.setdefault(
            dossier.number, {"number": dossier.number, "name": str(Masked(cadre.name)), "rows": []}
        )
        one["rows"].append(gap_row(gap, book_of(dossier.room_id), today))
    return list(found.values())
