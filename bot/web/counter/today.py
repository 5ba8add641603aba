"""Today's lists (今天的办件): to collect, in the room, to return, overdue, to count."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiohttp import web
from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from bot.replies.dates import day
from bot.web.keys import DISPATCH
from core.clock import local_date
from core.custody.custody import Custody
from core.members.units import Unit
from core.requests.line import Line
from core.requests.lists import counter_lists
from core.requests.request import Request

# Name of the list, its word, the state that its cases are in.
TABS = {
    "collect": ("待取", "ready"),
    "reading": ("在室", "reading"),
    "due": ("待还", "lent"),
    "overdue": ("逾期", "overdue"),
    "check": ("待核", "returned"),
}


async def today_at(
    request: web.Request, rooms: frozenset[int], headed: frozenset[int]
) -> dict[str, Any]:
    """`tabs`, `active` and `rows` of the page; the address says which list is open."""
    dispatch = request.app[DISPATCH]
    today = local_date(dispatch.clock.now())
    asked = request.query.get("list", "")

    def look(session: Session) -> dict[str, Any]:
        lists = counter_lists(session, rooms, today, headed)
        active = asked if asked in TABS else _first_filled(lists)
        return {
            "tabs": [_tab(name, len(lists[name])) for name in TABS],
            "active": active,
            "rows": _rows(session, lists[active], active, today),
        }

    return await dispatch.ask(look)


def _first_filled(lists: dict[str, list[str]]) -> str:
    return next((name for name in TABS if lists[name]), "collect")


def _tab(name: str, count: int) -> dict[str, Any]:
    return {"id": name, "word": TABS[name][0], "count": count, "href": f"/counter?list={name}"}


def _rows(session: Session, refs: list[str], name: str, today: date) -> list[dict[str, Any]]:
    found = session.execute(
        select(
            col(Request.ref),
            col(Request.number),
            col(Unit.name),
            col(Request.kept_until),
            func.min(col(Custody.due_on)),
        )
        .join(Unit, col(Unit.id) == col(Request.unit_id))
        .outerjoin(Line, col(Line.request_id) == col(Request.id))
        .outerjoin(Custody, _open())
        .where(col(Request.ref).in_(refs))
        .group_by(col(Request.ref), col(Request.number), col(Unit.name), col(Request.kept_until))
    ).all()
    by_ref = {row[0]: row for row in found}
    return [_row(by_ref[ref], name, today) for ref in refs if ref in by_ref]


def _open() -> ColumnElement[bool]:
    return (col(Custody.line_id) == col(Line.id)) & col(Custody.closed_at).is_(None)


def _row(row: Any, name: str, today: date) -> dict[str, Any]:
    ref, number, unit, kept_until, due_on = row
    return {
        "case": number,
        "href": f"/counter?list={name}&case={ref}",
        "unit": unit,
        "state": TABS[name][1],
        "when": _when(name, kept_until, due_on, today),
    }


def _when(name: str, kept_until: date | None, due_on: date | None, today: date) -> str:
    if name == "collect":
        return f"保留到 {day(kept_until)}" if kept_until else ""
    if name == "overdue" and due_on is not None:
        return f"应还 {day(due_on)}，已过 {(today - due_on).days} 天"
    if name == "check":
        return "等当面清点"
    return "今天归还" if due_on == today else f"应还 {day(due_on)}"
