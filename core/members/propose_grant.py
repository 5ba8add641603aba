"""Propose a grant (提请授权): the first of the two officers that a role takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep, NotFound, SecondStepBySamePerson
from core.members.entered import entered_or_empty
from core.members.events import GrantProposed
from core.members.find_member import find_member
from core.members.member import OFFICERS, ROOM_ROLES, Grant, Member, Role
from core.members.roles_held import demand_fitting, roles_ahead
from core.members.room import Room
from core.members.tell import tell_officers
from core.members.units import Unit
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeGrant(Command):
    """A role over a unit, a room or (neither) the organisation; None begins now, ends never.

    `document` is the number of the filing form or letter that asks for it.
    """

    member_id: int
    role: str
    room_id: int | None = None
    unit_id: int | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    document: str = ""


@use_case(ProposeGrant, roles=OFFICERS)
def propose_grant(command: ProposeGrant, unit: OpenUnit) -> Answer:
    """Write down a role that waits. Raises BadValue, NotFound, RolesClash and for oneself."""
    if command.member_id == unit.principal.member_id:
        raise SecondStepBySamePerson
    _check(command, unit)
    member = find_member(unit.session, command.member_id)
    if not member.active:
        raise ImpossibleStep(state="inactive")
    demand_fitting(Role(command.role), roles_ahead(unit.session, command.member_id, unit.now))
    grant = _waiting(command, unit)
    _remember(grant, member, unit)
    return Done({"grant": grant.id})


def _check(command: ProposeGrant, unit: OpenUnit) -> None:
    if command.role not in set(Role):
        raise BadValue(field="role")
    begins = command.valid_from or unit.now
    if command.valid_to is not None and command.valid_to <= max(begins, unit.now):
        raise BadValue(field="valid_to")
    if command.role == Role.UNIT_CONTACT and command.valid_to is None:
        raise BadValue(field="valid_to")  # filed for a term
    _check_scope(command, unit)


def _check_scope(command: ProposeGrant, unit: OpenUnit) -> None:
    wrong = {
        "unit_id": (command.role == Role.UNIT_CONTACT) > (command.unit_id is not None)
        or (command.role in ROOM_ROLES | OFFICERS and command.unit_id is not None),
        "room_id": (command.role in ROOM_ROLES and command.room_id is None)
        or (command.role in OFFICERS | {Role.UNIT_CONTACT} and command.room_id is not None)
        or (command.room_id is not None and command.unit_id is not None),
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise BadValue(field=field)
    if command.unit_id is not None and unit.session.get(Unit, command.unit_id) is None:
        raise NotFound
    if command.room_id is not None and unit.session.get(Room, command.room_id) is None:
        raise NotFound


def _waiting(command: ProposeGrant, unit: OpenUnit) -> Grant:
    grant = Grant(
        member_id=command.member_id,
        role=command.role,
        room_id=command.room_id,
        unit_id=command.unit_id,
        document=entered_or_empty("document", command.document, 60),
        valid_from=command.valid_from or unit.now,
        valid_to=command.valid_to,
        proposed_by=unit.principal.member_id,
    )
    unit.session.add(grant)
    unit.session.flush()
    return grant


def _remember(grant: Grant, member: Member, unit: OpenUnit) -> None:
    assert grant.id is not None
    unit.record(
        GrantProposed(
            ref=member.pseudonym,
            grant_id=grant.id,
            role=grant.role,
            room_id=grant.room_id,
            unit_id=grant.unit_id,
            valid_from=grant.valid_from,
            valid_to=grant.valid_to,
            document=grant.document,
        )
    )
    once = f"grant_waits:{grant.id}"
    tell_officers(unit, OFFICERS, "grant_waits", member.pseudonym, once=once, grant=grant.id)
