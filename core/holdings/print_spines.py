"""Print spine slips (打印脊背条): they bear names, so whose were printed is in the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue
from core.event import Event
from core.members.member import Role
from core.unit import OpenUnit

MOST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSpines(Command):
    """`labels` are those of the volumes whose slips are printed."""

    room_id: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpinesPrinted(Event):
    about: ClassVar[str] = "room"
    ref: str
    labels: tuple[str, ...]


@use_case(
    PrintSpines,
    roles={Role.ARCHIVIST},
    place=lambda command, _unit: Place(room_id=command.room_id),
)
def print_spines(command: PrintSpines, unit: OpenUnit) -> Answer:
    """Nothing changes but the log."""
    if not 0 < len(command.labels) <= MOST:
        raise BadValue(field="labels")
    unit.record(SpinesPrinted(ref=str(command.room_id), labels=command.labels))
    return Done({"slips": len(command.labels)})
