"""Add a unit (增设单位) under an archive room."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.errors import NotFound
from core.members.entered import Taken, entered, entered_or_empty
from core.members.events import UnitAdded
from core.members.member import Role
from core.members.room import Room
from core.members.setup import demand_setup_open
from core.members.units import Unit
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnit(Command):
    name: str
    room_id: int
    nature: str = ""


@use_case(AddUnit, roles={Role.ADMINISTRATOR}, principals={"setup"})
def add_unit(command: AddUnit, unit: OpenUnit) -> Answer:
    """Put a unit under its room. Raises NotFound for the room, Taken, BadValue."""
    demand_setup_open(unit)
    added = Unit(
        name=entered("name", command.name, 80),
        room_id=command.room_id,
        nature=entered_or_empty("nature", command.nature, 20),
    )
    if unit.session.get(Room, command.room_id) is None:
        raise NotFound
    if unit.session.exec(select(Unit.id).where(Unit.name == added.name)).first() is not None:
        raise Taken(field="name")
    unit.session.add(added)
    unit.session.flush()
    unit.record(UnitAdded(ref=str(added.id), name=added.name, room_id=added.room_id))
    return Done({"unit": added.id})
