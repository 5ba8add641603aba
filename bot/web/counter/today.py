"""Today's lists (今天的办件): to collect, in the room, to return, overdue, to count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy import ColumnElement, bindparam, func, select
from sqlmodel import Session, col

from bot.replies.dates import day
from core.custody.custody import Custody
from core.members.units import Unit
from core.requests.counter_lists import Asked, counter_counts, counter_list
from core.requests.line import Line
from core.requests.request import Request

# Name of the list, its word, the state that its cases are in.
TABS = {
    "collect": ("待取", "ready"),
    "reading": ("在室", "reading"),
    "due": ("待还", "lent"),
    "overdue": ("逾期", "overdue"),
    "check": ("待核", "returned"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What the address says: which list, a piece of a number or unit, from which row."""

    list: str
    find: str
    start: int

    def query(self, **other: object) -> str:
        """The same place, or another, as an address; what is empty is left out."""
        said = {"list": self.list, "find": self.find, **other}
        return urlencode({name: value for name, value in said.items() if value})


def place_of(request: web.Request) -> Place:
    start = request.query.get("from", "")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 0
    asked = request.query.get("list", "")
    find = request.query.get("find", "").strip()[:40]
    return Place(asked if asked in TABS else "", find, number)


def today_at(session: Session, place: Place, asked: Asked) -> dict[str, Any]:
    """`tabs`, `active`, `rows` and where more are; the place says which list is open."""
    counts = counter_counts(session, asked)
    here = replace(place, list=place.list or _first_filled(counts))
    refs = counter_list(session, here.list, asked, here.start)
    return {
        "tabs": [_tab(name, counts[name], here) for name in TABS],
        "active": here.list,
        "find": here.find,
        "here": here.query(),
        "rows": _rows(session, refs, here, asked.today),
        "more": _more(here, len(refs), counts[here.list]),
    }


def _first_filled(counts: dict[str, int]) -> str:
    return next((name for name in TABS if counts[name]), "collect")


def _tab(name: str, count: int, here: Place) -> dict[str, Any]:
    href = f"/counter?{here.query(list=name)}"
    return {"id": name, "word": TABS[name][0], "count": count, "href": href}


def _more(here: Place, shown: int, total: int) -> dict[str, str] | None:
    """The way to the rows that are not shown; None where all are."""
    if shown == total:
        return None
    after = here.start + shown
    word = f"第 {here.start + 1}—{after} 件，共 {total} 件" if shown else f"共 {total} 件"
    step = {"from": after if after < total and shown else ""}
    label = "看后面的" if step["from"] else "回到开头"
    return {"word": word, "label": label, "href": f"/counter?{here.query(**step)}"}


def _rows(session: Session, refs: list[str], here: Place, today: date) -> list[dict[str, Any]]:
    by_ref = {row[0]: row for row in session.execute(_told(), {"refs": refs})}
    return [_row(by_ref[ref], here, today) for ref in refs if ref in by_ref]


@cache
def _told() -> Any:
    """Number, unit and days of the cases `refs`; built once, since every scan asks for it."""
    shown = (col(Request.ref), col(Request.number), col(Unit.name), col(Request.kept_until))
    return (
        select(*shown, func.min(col(Custody.due_on)))
        .join(Unit, col(Unit.id) == col(Request.unit_id))
        .outerjoin(Line, col(Line.request_id) == col(Request.id))
        .outerjoin(Custody, _open())
        .where(col(Request.ref).in_(bindparam("refs", expanding=True)))
        .group_by(*shown)
    )


def _open() -> ColumnElement[bool]:
    return (col(Custody.line_id) == col(Line.id)) & col(Custody.closed_at).is_(None)


def _row(row: Any, here: Place, today: date) -> dict[str, Any]:
    ref, number, unit, kept_until, due_on = row
    return {
        "case": number,
        "href": f"/counter?{here.query(case=ref)}",
        "unit": unit,
        "state": TABS[here.list][1],
        "when": _when(here.list, kept_until, due_on, today),
    }


def _when(name: str, kept_until: date | None, due_on: date | None, today: date) -> str:
    if name == "collect":
        return f"保留到 {day(kept_until)}" if kept_until else ""
    if name == "overdue" and due_on is not None:
        return f"应还 {day(due_on)}，已过 {(today - due_on).days} 天"
    if name == "check":
        return "等当面清点"
    return "今天归还" if due_on == today else f"应还 {day(due_on)}"
