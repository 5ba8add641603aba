"""Describe a room (档案室信息): opening hours, telephone, and its own list of lending reasons."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, Place, use_case
from core.errors import NotFound
from core.members.entered import entered, entered_or_empty
from core.members.events import RoomDescribed
from core.members.member import Role
from core.members.room import Room
from core.members.second_check import binding_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeRoom(Command):
    """`lending_reasons` are separated by 、; empty means that nothing is lent (restraint.md)."""

    room_id: int
    opening: str
    telephone: str
    lending_reasons: str
    document: str = ""


@use_case(
    DescribeRoom,
    roles={Role.HEAD},
    place=lambda command, unit: Place(room_id=command.room_id),
    second_check=lambda command: binding_of("describe_room", command.room_id),
)
def describe_room(command: DescribeRoom, unit: OpenUnit) -> Answer:
    """The head's word, with the PIN; a wider list of reasons needs the document it rests on."""
    room = unit.session.get(Room, command.room_id)
    if room is None:
        raise NotFound
    reasons = entered_or_empty("lending_reasons", command.lending_reasons, 400)
    wider = set(reasons.split("、")) - set(room.lending_reasons.split("、")) - {""}
    document = entered("document", command.document, 60) if wider else command.document.strip()
    room.opening = entered("opening", command.opening, 60)
    room.telephone = entered_or_empty("telephone", command.telephone, 30)
    room.lending_reasons = reasons
    unit.record(RoomDescribed(ref=str(room.id), lending_reasons=reasons, document=document))
    return Done({"room": room.id})
