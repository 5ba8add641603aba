"""Today's lists of a counter (今天的办件): to collect, in the reading room, to return, overdue, to count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    distinct,
    false,
    func,
    or_,
    select,
)
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.members.scope import not_of_an_organ
from core.members.units import Unit
from core.requests.line import Line, LineState
from core.requests.request import Request, State

NAMES = ("collect", "reading", "due", "overdue", "check")
MOST = 50
# Every scan asks for these lists: to build such a statement costs more than to run it.
_BUILT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose lists, of which day, and a piece of the case's number or the unit's name.

    Cases of organs stand in no list, save for the head of the room (`headed`).
    """

    rooms: frozenset[int]
    today: date
    headed: frozenset[int] = frozenset()
    text: str = ""

    def values(self) -> dict[str, Any]:
        """What the statements below leave open."""
        return {"rooms": list(self.rooms), "headed": list(self.headed), "today": self.today}


def counter_counts(session: Session, asked: Asked) -> dict[str, int]:
    """How many cases each list has."""
    waiting, away = _counting(asked.text)
    collect = session.scalars(waiting, asked.values()).one()
    out = session.execute(away, asked.values()).one()
    return {"collect": collect, **dict(zip(_out(), out, strict=True))}


def counter_list(session: Session, name: str, asked: Asked, start: int = 0) -> list[str]:
    """At most MOST references of one list, the most urgent first."""
    values = asked.values() | {"start": start}
    return list(session.scalars(_of(name, asked.text), values).all())


def counter_lists(
    session: Session, rooms: Iterable[int], today: date, headed: Iterable[int] = ()
) -> dict[str, list[str]]:
    """The beginning of every list."""
    asked = Asked(rooms=frozenset(rooms), headed=frozenset(headed), today=today)
    return {name: counter_list(session, name, asked) for name in NAMES}


@lru_cache(_BUILT)
def _counting(text: str) -> tuple[Select[Any], Select[Any]]:
    waiting = _waiting(text, func.count(distinct(col(Request.id))))
    kinds = [func.count(distinct(case((kind, col(Request.id))))) for kind in _out().values()]
    return waiting, _away(text, *kinds)


@lru_cache(_BUILT)
def _of(name: str, text: str) -> Select[Any]:
    """References in order: what is due first, or what was ready first."""
    ref, last = col(Request.ref), col(Request.id)
    if name == "collect":
        ready = _waiting(text, ref).group_by(ref, col(Request.ready_at), last)
        return _some(ready.order_by(col(Request.ready_at), last))
    kept = _away(text, ref).where(_out().get(name, false())).group_by(ref, last)
    return _some(kept.order_by(func.min(col(Custody.due_on)), last))


def _some(statement: Select[Any]) -> Select[Any]:
    return statement.offset(bindparam("start", type_=Integer)).limit(MOST)


def _waiting(text: str, *what: Any) -> Select[Any]:
    """Lines that wait in cases that are ready."""
    return (
        select(*what)
        .join_from(Request, Line, col(Line.request_id) == col(Request.id))
        .where(col(Request.state) == State.READY, col(Line.state) == LineState.WAITING)
        .where(*_within(text))
    )


def _away(text: str, *what: Any) -> Select[Any]:
    """Lines with an open custody: few, however long the room has worked."""
    return (
        select(*what)
        .join_from(Custody, Line, col(Custody.line_id) == col(Line.id))
        .join(Request, col(Line.request_id) == col(Request.id))
        .where(col(Custody.closed_at).is_(None), *_within(text))
    )


def _out() -> dict[str, ColumnElement[bool]]:
    state, due, today = col(Line.state), col(Custody.due_on), bindparam("today", type_=Date)
    return {
        "reading": state.in_([LineState.READING, LineState.PAUSED]),
        "due": and_(state == LineState.LENT, due >= today),
        # What is paused lies with us.
        "overdue": and_(state.in_([LineState.READING, LineState.LENT]), due < today),
        "check": state == LineState.RETURNED,
    }


def _within(text: str) -> list[ColumnElement[bool]]:
    rooms: BindParameter[Any] = bindparam("rooms", expanding=True)
    headed: BindParameter[Any] = bindparam("headed", expanding=True)
    own = [col(Request.room_id).in_(rooms), not_of_an_organ(headed)]
    return [*own, _named(text)] if text else own


def _named(text: str) -> ColumnElement[bool]:
    units = select(col(Unit.id)).where(col(Unit.name).contains(text, autoescape=True))
    number = col(Request.number).contains(text, autoescape=True)
    return or_(number, col(Request.unit_id).in_(units))
