"""Add an archive room (增设管档单位)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.members.entered import Taken, entered
from core.members.events import RoomAdded
from core.members.member import Role
from core.members.room import Room
from core.members.setup import demand_setup_open
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRoom(Command):
    """`short_name` is the word on its numbers (档 …)."""

    name: str
    short_name: str = "档"


@use_case(AddRoom, roles={Role.ADMINISTRATOR}, principals={"setup"})
def add_room(command: AddRoom, unit: OpenUnit) -> Answer:
    """Open a room; its name is its own. Raises Taken, BadValue."""
    demand_setup_open(unit)
    room = new_room(command.name, command.short_name, unit)
    unit.record(RoomAdded(ref=str(room.id), name=room.name))
    return Done({"room": room.id})


def new_room(name: str, short_name: str, unit: OpenUnit) -> Room:
    """The room's row, flushed."""
    room = Room(name=entered("name", name, 60), short_name=entered("short_name", short_name, 8))
    if unit.session.exec(select(Room.id).where(Room.name == room.name)).first() is not None:
        raise Taken(field="name")
    unit.session.add(room)
    unit.session.flush()
    return room
