"""Questions about the register (登记簿): which movements a day had, and which stand in it already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, and_, col, not_, or_, select

from core.clock import SHANGHAI, local_date
from core.custody.carry_over import DETAIL as BEFORE_US
from core.custody.custody import Custody
from core.register.register_page import Movement, RegisterLine, RegisterPage
from core.requests.line import Line
from core.requests.request import Request

_MOMENT: dict[Movement, Any] = {
    Movement.OUT: col(Custody.opened_at),
    Movement.BACK: col(Custody.returned_at),
}

# Out since before the system began: that hand-over stands in the old register.
_CARRIED_OVER = col(Request.purpose_detail) == BEFORE_US


@dataclass(frozen=True, slots=True)
class Moved:
    """A volume went out or came back at this moment."""

    custody_id: int
    movement: Movement
    at: datetime


def not_yet_written(session: Session, room_id: int, day: date) -> list[Moved]:
    """The day's movements that stand on no page, in the order in which they happened."""
    return sorted(
        (
            Moved(custody_id, movement, at)
            for movement in Movement
            for custody_id, at in _unwritten(session, room_id, day, movement)
        ),
        key=lambda moved: (moved.at, moved.custody_id, moved.movement is Movement.BACK),
    )


def _unwritten(
    session: Session, room_id: int, day: date, movement: Movement
) -> list[tuple[int, datetime]]:
    begins = datetime.combine(day, time(), SHANGHAI)
    moment = _MOMENT[movement]
    statement = _movements(room_id, movement, begins).where(
        moment < begins + timedelta(days=1), col(RegisterLine.page_id).is_(None)
    )
    return [(custody_id, at) for custody_id, at, _ in session.exec(statement).all()]


def _movements(room_id: int, movement: Movement, begins: datetime) -> Any:
    """(custody, moment, page or None) of the room's movements of this kind from a moment on."""
    moment = _MOMENT[movement]
    written = and_(RegisterLine.custody_id == Custody.id, RegisterLine.movement == movement)
    return (
        select(Custody.id, moment, RegisterLine.page_id)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(Request, col(Request.id) == Line.request_id)
        .outerjoin(RegisterLine, written)
        .where(Request.room_id == room_id, moment >= begins)
        .where(or_(movement is Movement.BACK, not_(_CARRIED_OVER)))
    )


def has_later_page(session: Session, room_id: int, day: date) -> bool:
    """Whether the book already has a page of this day or a later one."""
    statement = select(RegisterPage.id).where(
        RegisterPage.room_id == room_id, RegisterPage.day >= day
    )
    return session.exec(statement).first() is not None


def pages_of(session: Session, room_id: int, day: date) -> list[RegisterPage]:
    """The day's pages in the order of their numbers."""
    statement = select(RegisterPage).where(RegisterPage.room_id == room_id, RegisterPage.day == day)
    return list(session.exec(statement.order_by(col(RegisterPage.number))).all())


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the book: its pages, and how many movements still stand on none."""

    day: date
    pages: tuple[int, ...]
    unwritten: int


def days_until(session: Session, room_id: int, today: date, days: int) -> list[Day]:
    """The last days that had a movement or a page, newest first."""
    first = today - timedelta(days=days - 1)
    begins = datetime.combine(first, time(), SHANGHAI)
    found: dict[date, list[int]] = {}
    for movement in Movement:
        for _, at, page_id in session.exec(_movements(room_id, movement, begins)).all():
            found.setdefault(local_date(at), []).append(0 if page_id else 1)
    return [
        Day(day, tuple(page.number for page in pages_of(session, room_id, day)), sum(counts))
        for day, counts in sorted(found.items(), reverse=True)
    ]
