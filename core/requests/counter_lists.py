"""Today's lists of a counter (今天的办件): to collect, in the reading room, to return, overdue, to count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, distinct, false, func, or_, select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.members.scope import not_of_an_organ
from core.members.units import Unit
from core.requests.line import Line, LineState
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
    waiting = _waiting(asked, func.count(distinct(col(Request.id))))
    kinds = [func.count(distinct(case((kind, col(Request.id))))) for kind in _out(asked).values()]
    out = session.execute(_away(asked, *kinds)).one()
    return {"collect": session.scalars(waiting).one(), **dict(zip(_out(asked), out, strict=True))}


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
    """References in order: what is due first, or what was ready first."""
    ref, last = col(Request.ref), col(Request.id)
    if name == "collect":
        ready = _waiting(asked, ref).group_by(ref, col(Request.ready_at), last)
        return ready.order_by(col(Request.ready_at), last)
    kept = _away(asked, ref).where(_out(asked).get(name, false())).group_by(ref, last)
    return kept.order_by(func.min(col(Custody.due_on)), last)


def _waiting(asked: Asked, *what: Any) -> Select[Any]:
    """Lines that wait in cases that are ready."""
    return (
        select(*what)
        .join_from(Request, Line, col(Line.request_id) == col(Request.id))
        .where(col(Request.state) == State.READY, col(Line.state) == LineState.WAITING)
        .where(*_within(asked))
    )


def _away(asked: Asked, *what: Any) -> Select[Any]:
    """Lines with an open custody: few, however long the room has worked."""
    return (
        select(*what)
        .join_from(Custody, Line, col(Custody.line_id) == col(Line.id))
        .join(Request, col(Line.request_id) == col(Request.id))
        .where(col(Custody.closed_at).is_(None), *_within(asked))
    )


def _out(asked: Asked) -> dict[str, ColumnElement[bool]]:
    state, due = col(Line.state), col(Custody.due_on)
    return {
        "reading": state.in_([LineState.READING, LineState.PAUSED]),
        "due": and_(state == LineState.LENT, due >= asked.today),
        # What is paused lies with us.
        "overdue": and_(state.in_([LineState.READING, LineState.LENT]), due < asked.today),
        "check": state == LineState.RETURNED,
    }


def _within(asked: Asked) -> list[ColumnElement[bool]]:
    own = [col(Request.room_id).in_(asked.rooms), not_of_an_organ(asked.headed)]
    return [*own, _named(asked.text)] if asked.text else own


def _named(text: str) -> ColumnElement[bool]:
    units = select(col(Unit.id)).where(col(Unit.name).contains(text, autoescape=True))
    number = col(Request.number).contains(text, autoescape=True)
    return or_(number, col(Request.unit_id).in_(units))
