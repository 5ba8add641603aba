"""Add a member (登记人员): someone who may be given a role and an invitation later."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, NotFound
from core.members.entered import Taken, entered, entered_or_empty
from core.members.events import MemberAdded
from core.members.member import Member, Role
from core.members.room import Room
from core.members.setup import demand_setup_open
from core.members.units import Unit
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember(Command):
    """Someone sits in a unit or in a room; officers may sit in neither."""

    number: str
    name: str
    post: str = ""
    unit_id: int | None = None
    room_id: int | None = None


@use_case(AddMember, roles={Role.ADMINISTRATOR}, principals={"setup"})
def add_member(command: AddMember, unit: OpenUnit) -> Answer:
    """Write the member down, without any role. Raises NotFound for the seat, Taken, BadValue."""
    demand_setup_open(unit)
    _check_seat(command, unit)
    member = new_member(
        Member(
            number=entered("number", command.number, 20),
            name=entered("name", command.name, 40),
            post=entered_or_empty("post", command.post, 40),
            unit_id=command.unit_id,
            room_id=command.room_id,
        ),
        unit,
    )
    return Done({"member": member.id})


def new_member(member: Member, unit: OpenUnit) -> Member:
    """Keep a new row whose number is nobody else's, and remember it."""
    taken = unit.session.exec(select(Member.id).where(Member.number == member.number)).first()
    if taken is not None:
        raise Taken(field="number")
    unit.session.add(member)
    unit.session.flush()
    unit.record(MemberAdded(ref=member.pseudonym, room_id=member.room_id, unit_id=member.unit_id))
    return member


def _check_seat(command: AddMember, unit: OpenUnit) -> None:
    if command.unit_id is not None and command.room_id is not None:
        raise BadValue(field="unit_id")
    if command.unit_id is not None and unit.session.get(Unit, command.unit_id) is None:
        raise NotFound
    if command.room_id is not None and unit.session.get(Room, command.room_id) is None:
        raise NotFound
