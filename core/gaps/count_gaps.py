"""Count the gaps of a room (全室查缺), a stretch of dossiers at a time: short transactions, resumable."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, NotFound
from core.gaps.events import GapsCounted
from core.gaps.recount import recount
from core.holdings.dossier import Dossier
from core.members.member import Role
from core.members.room import Room
from core.unit import OpenUnit

AT_ONCE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CountGaps(Command):
    """The dossiers of the room behind the id `after` (0: from the first), `at_once` at most."""

    room_id: int
    after: int = 0
    at_once: int = AT_ONCE


def counted_room(command: CountGaps, unit: OpenUnit) -> Place:
    """Raises NotFound for an unknown room."""
    if unit.session.get(Room, command.room_id) is None:
        raise NotFound
    return Place(room_id=command.room_id)


@use_case(CountGaps, roles={Role.ARCHIVIST, Role.HEAD}, place=counted_room)
def count_gaps(command: CountGaps, unit: OpenUnit) -> Answer:
    """Says how many were counted and where to go on; `next` is 0 after the last."""
    room = unit.session.get(Room, command.room_id)
    if room is None:
        raise NotFound
    if not 1 <= command.at_once <= 1000:
        raise BadValue(field="at_once")
    ids = unit.session.exec(
        select(col(Dossier.id))
        .where(Dossier.room_id == command.room_id, col(Dossier.id) > command.after)
        .order_by(col(Dossier.id))
        .limit(command.at_once)
    ).all()
    counted = recount(unit, [it for it in ids if it is not None])
    unit.record(
        GapsCounted(ref=room.name, dossiers=len(ids), found=counted.found, dropped=counted.dropped)
    )
    more = len(ids) == command.at_once
    return Done(
        {
            "dossiers": len(ids),
            "found": counted.found,
            "closed": counted.closed,
            "dropped": counted.dropped,
            "next": ids[-1] if more and ids else 0,
        }
    )
