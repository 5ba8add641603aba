"""Closing (闭馆): which volumes are still being read when the reading room closes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from core.clock import local_date
from core.custody.custody import Custody
from core.holdings.dossier import Dossier, Volume
from core.lost.rebuilding import RebuiltVolume
from core.members.room import Room
from core.prepared import Prepared
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
    rebuilt: bool


def still_reading(
    session: Session, rooms: Collection[int], now: datetime, minutes: int
) -> list[StillReading]:
    """Volumes in readers' hands in rooms that are closed, or close within these minutes."""
    today = _TODAY.first(session, today=local_date(now))
    works, soon = today.is_work if today else None, now + timedelta(minutes=minutes)
    found = []
    for room in _ROOMS(session):
        if room.id in rooms and not is_open(room.opening, soon, works):
            found += [(it.opened_at, _still(it)) for it in _READ(session, room=room.id)]
    return [read for _, read in sorted(found, key=itemgetter(0))]


def _still(row: Any) -> StillReading:
    told = row._asdict()
    del told["opened_at"]
    return StillReading(**told | {"rebuilt": told["rebuilt"] is not None})


# Every page of the counter asks for these.
_TODAY = Prepared(select(col(Workday.is_work)).where(col(Workday.day) == bindparam("today")))
_ROOMS = Prepared(select(col(Room.id), col(Room.opening)))
_READ = Prepared(
    select(
        *(
            col(Volume.label),
            col(Dossier.number).label("dossier"),
            col(Volume.kind),
            col(Volume.ordinal),
        ),
        *(col(Request.ref).label("case"), col(Request.number).label("case_number")),
        *(col(RebuiltVolume.volume_id).label("rebuilt"), col(Custody.opened_at)),
    )
    .join_from(Custody, Volume, col(Volume.id) == col(Custody.volume_id))
    .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
    .outerjoin(RebuiltVolume, col(RebuiltVolume.volume_id) == col(Volume.id))
    .join(Line, col(Line.id) == col(Custody.line_id))
    .join(Request, col(Request.id) == col(Line.request_id))
    .where(
        col(Request.room_id) == bindparam("room"),
        col(Line.state) == LineState.READING,
        col(Custody.closed_at).is_(None),
        # An organ's volume is nobody's business but the head's, who has it in the own list.
        col(Request.source) != Source.ORGAN,
    )
)
