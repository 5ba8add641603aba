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
    """`short_name` is the word on its numbers (档 …), its own; empty: one that is free."""

    name: str
    short_name: str = ""


@use_case(AddRoom, roles={Role.ADMINISTRATOR}, principals={"setup"})
def add_room(command: AddRoom, unit: OpenUnit) -> Answer:
    """Open a room; its name and the word on its numbers are its own. Raises Taken, BadValue."""
    demand_setup_open(unit)
    room = new_room(command.name, command.short_name, unit)
    unit.record(RoomAdded(ref=str(room.id), name=room.name))
    return Done({"room": room.id})


def new_room(name: str, short_name: str, unit: OpenUnit) -> Room:
    """The room's row, flushed."""
    named = entered("name", name, 60)
    word = entered("short_name", short_name or _free_word(named, unit), 8)
    if unit.session.exec(select(Room.id).where(Room.name == named)).first() is not None:
        raise Taken(field="name")
    if _bears(word, unit):
        raise Taken(field="short_name")
    room = Room(name=named, short_name=word)
    unit.session.add(room)
    unit.session.flush()
    return room


def _free_word(name: str, unit: OpenUnit) -> str:
    """档 for the first room, a word of its name for the next (人社档)."""
    return f"{name[:2]}档" if _bears("档", unit) else "档"


def _bears(word: str, unit: OpenUnit) -> bool:
    """Whether a room has this word on its numbers: two with one word would share their numbers."""
    return unit.session.exec(select(Room.id).where(Room.short_name == word)).first() is not None
