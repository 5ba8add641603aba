"""The work list (办件清单): cases within one's scope, narrowed by what the address says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.members.scope import Viewer, listed, visible
from core.members.units import Unit
from core.requests.line import OUT, Line
from core.requests.lists import waiting_for
from core.requests.request import ENDED, Request, State

ON_A_PAGE = 50
RANGES = ("mine", "all", "out", "overdue", "closed")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address says; anything it does not know is left out."""

    range: str
    q: str
    state: str
    unit: int | None
    page: int

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        named = [name for name in RANGES if name in query]
        unit, page, state = query.get("unit", ""), query.get("page", ""), query.get("state", "")
        return cls(
            range=named[0] if named else "all",
            q=query.get("q", "").strip()[:40],
            state=state if state in set(State) else "",
            unit=int(unit) if unit.isdecimal() and len(unit) < 10 else None,
            page=int(page) if page.isdecimal() and 0 < len(page) < 6 else 1,
        )


def found(session: Session, viewer: Viewer, filters: Filters, today: date) -> tuple[list[str], int]:
    """References of one page of the list, and how many there are in all."""
    statement = _within(session, viewer, filters.range, today)
    if filters.state:
        statement = statement.where(col(Request.state) == filters.state)
    if filters.unit is not None:
        statement = statement.where(col(Request.unit_id) == filters.unit)
    if filters.q:
        statement = statement.where(_bears(filters.q))
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = statement.order_by(col(Request.state_since).desc(), col(Request.id).desc())
    rows = session.scalars(page.limit(ON_A_PAGE).offset(ON_A_PAGE * max(filters.page - 1, 0)))
    return list(rows.all()), total


def count(session: Session, viewer: Viewer, name: str, today: date) -> int:
    """How many cases a range has."""
    within = _within(session, viewer, name, today).subquery()
    return session.scalar(select(func.count()).select_from(within)) or 0


def units_of(session: Session, viewer: Viewer) -> list[dict[str, Any]]:
    """Units of one's scope, for the filter."""
    named: Any = select(col(Unit.id), col(Unit.name))
    statement = visible(named, Unit, viewer)
    rows = session.execute(statement.order_by(col(Unit.name)).limit(300)).all()
    return [{"id": unit_id, "word": name} for unit_id, name in rows]


def _within(session: Session, viewer: Viewer, name: str, today: date) -> Select[Any]:
    refs = select(col(Request.ref))
    if name == "mine":
        turns = col(Request.ref).in_(waiting_for(session, viewer))
        return visible(refs, Request, viewer).where(turns)
    statement = listed(refs, viewer)
    if name == "out":
        return statement.where(_is_out())
    if name == "overdue":
        return statement.where(_is_out(today))
    if name == "closed":
        return statement.where(col(Request.state).in_(ENDED))
    return statement.where(col(Request.state).not_in(ENDED))


def _is_out(before: date | None = None) -> Any:
    conditions = [
        col(Line.request_id) == col(Request.id),
        col(Line.state).in_(OUT),
        col(Custody.closed_at).is_(None),
    ]
    if before is not None:
        conditions.append(col(Custody.due_on) < before)
    return exists().where(col(Custody.line_id) == col(Line.id), *conditions)


def _bears(text: str) -> Any:
    named = select(col(Unit.id)).where(col(Unit.name).contains(text, autoescape=True))
    return or_(col(Request.number).contains(text, autoescape=True), col(Request.unit_id).in_(named))
