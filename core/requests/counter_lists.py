"""Today's lists of a counter (今天的办件): to collect, in the reading room, to return, overdue, to count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.members.scope import not_of_an_organ
from core.members.units import Unit
from core.requests.line import OUT, Line, LineState
from core.requests.request import Request, State

NAMES = ("collect", "reading", "due", "overdue", "check")
MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose lists, of which day, and a piece of the case's number or the unit's name.

    Cases of organs stand in no list, save for the head of the room (`headed`).
    """

    rooms: frozenset[int]
    today: date
    headed: frozenset[int] = frozenset()
    text: str = ""


def counter_counts(session: Session, asked: Asked) -> dict[str, int]:
    """How many cases each list has."""
    counts = {name: select(func.count()).select_from(_of(name, asked).subquery()) for name in NAMES}
    return {name: session.scalars(count).one() for name, count in counts.items()}


def counter_list(session: Session, name: str, asked: Asked, start: int = 0) -> list[str]:
    """At most MOST references of one list, the most urgent first."""
    return list(session.scalars(_of(name, asked).offset(start).limit(MOST)).all())


def counter_lists(
    session: Session, rooms: Iterable[int], today: date, headed: Iterable[int] = ()
) -> dict[str, list[str]]:
    """The beginning of every list."""
    asked = Asked(rooms=frozenset(rooms), headed=frozenset(headed), today=today)
    return {name: counter_list(session, name, asked) for name in NAMES}


def _of(name: str, asked: Asked) -> Select[Any]:
    """References in order: by the day that is due, and where none is, by the day they were ready."""
    open_custody = (col(Custody.line_id) == col(Line.id)) & col(Custody.closed_at).is_(None)
    return (
        select(col(Request.ref))
        .join(Line, col(Line.request_id) == col(Request.id))
        .outerjoin(Custody, open_custody)
        .where(col(Request.room_id).in_(asked.rooms), not_of_an_organ(asked.headed))
        .where(_named(asked.text), _in(name, asked.today))
        .group_by(col(Request.id), col(Request.ref), col(Request.ready_at))
        .order_by(func.min(col(Custody.due_on)), col(Request.ready_at), col(Request.id))
    )


def _in(name: str, today: date) -> ColumnElement[bool]:
    state, due, out = col(Line.state), col(Custody.due_on), col(Custody.id).is_not(None)
    return {
        "collect": and_(col(Request.state) == State.READY, state == LineState.WAITING),
        "reading": and_(out, state.in_([LineState.READING, LineState.PAUSED])),
        "due": and_(out, state == LineState.LENT, due >= today),
        "overdue": and_(out, state.in_(OUT), due < today),
        "check": and_(out, state == LineState.RETURNED),
    }.get(name, false())


def _named(text: str) -> ColumnElement[bool]:
    if not text:
        return col(Request.id).is_not(None)
    units = select(col(Unit.id)).where(col(Unit.name).contains(text, autoescape=True))
    number = col(Request.number).contains(text, autoescape=True)
    return or_(number, col(Request.unit_id).in_(units))
