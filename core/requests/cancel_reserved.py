"""Cancel reserved numbers (预留编号作废): what no paper bears is given up, with a reason, in the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue
from core.event import Event
from core.members.entered import entered
from core.members.member import Role
from core.requests.reserved_number import ReservedState, find_open
from core.unit import OpenUnit

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReserved(Command):
    """`numbers` as they are printed; all of them are cancelled, or none is."""

    room_id: int
    numbers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedNumbersCancelled(Event):
    about: ClassVar[str] = "room"
    ref: str
    numbers: tuple[str, ...]
    reason: str


@use_case(
    CancelReserved,
    roles={Role.ARCHIVIST, Role.HEAD},
    place=lambda command, unit: Place(room_id=command.room_id),
)
def cancel_reserved(command: CancelReserved, unit: OpenUnit) -> Answer:
    """Raises BadValue for a number that is not open, for none, and without a reason."""
    if not 0 < len(set(command.numbers)) <= MOST:
        raise BadValue(field="numbers")
    reason = entered("reason", command.reason, 200)
    for number in dict.fromkeys(command.numbers):
        row = find_open(unit, command.room_id, number)
        row.state, row.reason = ReservedState.CANCELLED, reason
        row.settled_at, row.settled_by = unit.now, unit.principal.member_id
    unit.record(
        ReservedNumbersCancelled(ref=str(command.room_id), numbers=command.numbers, reason=reason)
    )
    return Done({"cancelled": len(set(command.numbers))})
