"""Make an emergency kit (生成应急包): each evening by the clock, or when somebody of the room asks.

It reserves the numbers on its blank forms and says in the log whose cases it names; the pages are
written by whoever sent the command, after the commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.command import Answer, Command, Done, Place, use_case
from core.errors import NotFound
from core.event import Event
from core.members.member import Role
from core.members.room import Room
from core.outage.emergency_kit import EmergencyKit, newest_kit
from core.outage.kit_content import cases_on_paper
from core.requests.reserved_number import reserve
from core.requests.room_law import law_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeEmergencyKit(Command):
    room_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEmergencyKit(Command):
    """Open the room's newest kit with its names."""

    room_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyKitMade(Event):
    """`named` are the cases whose names stand in it: printing is a reading, and logged as one."""

    about: ClassVar[str] = "emergency_kit"
    ref: str
    room: int
    numbers: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyKitRead(Event):
    about: ClassVar[str] = "emergency_kit"
    ref: str
    room: int


def _room(command: MakeEmergencyKit | ReadEmergencyKit, unit: OpenUnit) -> Place:
    return Place(room_id=command.room_id)


@use_case(MakeEmergencyKit, roles={Role.ARCHIVIST, Role.HEAD}, principals={"clock"}, place=_room)
def make_emergency_kit(command: MakeEmergencyKit, unit: OpenUnit) -> Answer:
    """Numbers left open by the last kit go into this one; missing ones are reserved anew."""
    room = unit.session.get(Room, command.room_id, with_for_update=True)
    if room is None:
        raise NotFound
    wanted = law_of(unit, command.room_id).book.periods["emergency_kit_numbers"].value
    numbers = reserve(unit, room, wanted)
    to_collect, out_now = cases_on_paper(unit.session, command.room_id)
    kit = EmergencyKit(
        room_id=command.room_id,
        made_at=unit.now,
        made_by=unit.principal.member_id,
        numbers=len(numbers),
        to_collect=len(to_collect),
        out_now=len(out_now),
    )
    unit.session.add(kit)
    unit.session.flush()
    unit.record(
        EmergencyKitMade(
            ref=kit.ref,
            room=command.room_id,
            numbers=tuple(row.number for row in numbers),
            named=tuple(case.ref for case in (*to_collect, *out_now) if not case.withheld),
        )
    )
    return Done({"kit": kit.ref, "room": command.room_id})


@use_case(ReadEmergencyKit, roles={Role.ARCHIVIST, Role.HEAD}, place=_room)
def read_emergency_kit(command: ReadEmergencyKit, unit: OpenUnit) -> Answer:
    """Nothing changes but the log; raises NotFound where there is no kit yet."""
    kit = newest_kit(unit.session, command.room_id)
    if kit is None:
        raise NotFound
    unit.record(EmergencyKitRead(ref=kit.ref, room=command.room_id))
    return Done({"kit": kit.ref})
