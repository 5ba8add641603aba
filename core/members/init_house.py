"""Open the house (初始化): the first room, an administrator and a security officer.

These two grants are the only ones that nobody confirmed: there is nobody yet. Whoever runs the
command on the machine holds both codes until they are used; the log says `house_opened`, and the
grants keep `proposed_by` and `confirmed_by` empty for ever, so an auditor sees it. Hand the two
slips to two people. Every later grant takes two officers.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep
from core.members.add_member import new_member
from core.members.add_room import new_room
from core.members.entered import entered
from core.members.events import HouseOpened
from core.members.invite_member import open_invitation
from core.members.member import Grant, Member, Role
from core.members.room import Room
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class InitHouse(Command):
    """Two hashes of codes that are printed once, one for each officer."""

    room_name: str
    administrator_code_hash: str
    security_officer_code_hash: str
    administrator_name: str = "系统管理员"
    security_officer_name: str = "安全保密管理员"


@use_case(InitHouse, principals={"setup"})
def init_house(command: InitHouse, unit: OpenUnit) -> Answer:
    """Begin where there is nobody yet; a room that an import brought is taken as the first."""
    if _has_begun(unit):
        raise ImpossibleStep(state="begun")
    room = _room(command.room_name, unit)
    administrator = _officer(unit, "A001", command.administrator_name, Role.ADMINISTRATOR)
    officer = _officer(unit, "S001", command.security_officer_name, Role.SECURITY_OFFICER)
    unit.record(
        HouseOpened(
            ref=str(room.id),
            administrator=administrator.pseudonym,
            security_officer=officer.pseudonym,
        )
    )
    assert administrator.id is not None
    assert officer.id is not None
    expires_at = open_invitation(unit, administrator.id, command.administrator_code_hash)
    open_invitation(unit, officer.id, command.security_officer_code_hash)
    return Done(
        {
            "room": room.id,
            "administrator": administrator.id,
            "security_officer": officer.id,
            "expires": expires_at.isoformat(),
        }
    )


def _has_begun(unit: OpenUnit) -> bool:
    return unit.session.exec(select(Member.id).limit(1)).first() is not None


def _room(name: str, unit: OpenUnit) -> Room:
    known = unit.session.exec(select(Room).where(Room.name == name.strip())).first()
    return known or new_room(name, "", unit)


def _officer(unit: OpenUnit, number: str, name: str, role: Role) -> Member:
    member = new_member(Member(number=number, name=entered("name", name, 40), post=""), unit)
    assert member.id is not None
    unit.session.add(
        Grant(member_id=member.id, role=role, valid_from=unit.now, confirmed_at=unit.now)
    )
    unit.session.flush()
    return member
