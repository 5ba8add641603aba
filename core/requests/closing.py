"""Closing (闭馆): which volumes are still being read when the reading room closes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.clock import local_date
from core.custody.custody import Custody
from core.holdings.dossier import Dossier, Volume
from core.members.room import Room
from core.reminders.workdays import Workday
from core.requests.line import Line, LineState
from core.requests.opening import is_open
from core.requests.request import Request, Source


@dataclass(frozen=True, slots=True)
class StillReading:
    """A volume that must come behind the counter before the room closes."""

    label: str
    dossier: str
    kind: str
    ordinal: int
    case: str
    case_number: str


_SHOWN: list[Any] = [
    *(Volume.label, Dossier.number, Volume.kind, Volume.ordinal),
    *(Request.ref, Request.number),
]


def still_reading(
    session: Session, rooms: Iterable[int], now: datetime, minutes: int
) -> list[StillReading]:
    """Volumes in readers' hands in rooms that are closed, or close within these minutes."""
    today = select(col(Workday.is_work)).where(col(Workday.day) == local_date(now))
    works, soon = session.scalars(today).first(), now + timedelta(minutes=minutes)
    kept = session.scalars(select(Room).where(col(Room.id).in_(list(rooms)))).all()
    closing = [room.id for room in kept if not is_open(room.opening, soon, works)]
    if not closing:
        return []
    rows = session.execute(
        select(*_SHOWN)
        .join_from(Custody, Volume, col(Volume.id) == col(Custody.volume_id))
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .join(Line, col(Line.id) == col(Custody.line_id))
        .join(Request, col(Request.id) == col(Line.request_id))
        .where(
            col(Request.room_id).in_(closing),
            col(Line.state) == LineState.READING,
            col(Custody.closed_at).is_(None),
            # An organ's volume is nobody's business but the head's, who has it in the own list.
            col(Request.source) != Source.ORGAN,
        )
        .order_by(col(Custody.opened_at))
    ).all()
    return [StillReading(*row) for row in rows]
