"""Invite (发放绑定码): a one-time code, given in person or with the filing form.

The administrator invites anyone; a head invites those who sit in the units under their room.
Officers and room staff are never the head's to invite. `setup` invites the first officers only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col

from core.command import Answer, Command, Done, Place, use_case
from core.errors import Forbidden, ImpossibleStep
from core.members.codes import demand_hash
from core.members.find_member import locked_member, seat_of
from core.members.member import OFFICERS, Role
from core.members.proof_events import MemberInvited
from core.members.proofs import Invitation
from core.members.roles_held import roles_ahead
from core.members.setup import FIRST_OFFICERS, demand_setup_open
from core.unit import OpenUnit

VALID_HOURS = 24  # a printed slip handed over today must still do tomorrow morning


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteMember(Command):
    """`code_hash` is `codes.code_hash` of a code that only the inviter sees."""

    member_id: int
    code_hash: str


def _place(command: InviteMember, unit: OpenUnit) -> Place:
    seat = seat_of(unit.session, command.member_id)
    sits_in_unit = seat.unit_id is not None
    is_officer = roles_ahead(unit.session, command.member_id, unit.now) & OFFICERS
    return seat if sits_in_unit and not is_officer else Place()


@use_case(InviteMember, roles={Role.ADMINISTRATOR, Role.HEAD}, principals={"setup"}, place=_place)
def invite_member(command: InviteMember, unit: OpenUnit) -> Answer:
    """Let a new code live and cancel the one before. Raises NotFound, ImpossibleStep, BadValue."""
    demand_setup_open(unit)
    held = roles_ahead(unit.session, command.member_id, unit.now)
    if unit.principal.kind == "setup" and not held & FIRST_OFFICERS:
        raise Forbidden
    expires_at = open_invitation(unit, command.member_id, command.code_hash)
    return Done({"expires": expires_at.isoformat()})


def open_invitation(unit: OpenUnit, member_id: int, code_hash: str) -> datetime:
    """The member's only live invitation; gives when it ends."""
    demand_hash("code_hash", code_hash)
    member = locked_member(unit.session, member_id)
    if not member.active:
        raise ImpossibleStep(state="inactive")
    cancel_invitations(unit, member_id)
    expires_at = unit.now + timedelta(hours=VALID_HOURS)
    unit.session.add(
        Invitation(
            code_hash=code_hash,
            member_id=member_id,
            invited_by=unit.principal.member_id,
            expires_at=expires_at,
        )
    )
    unit.session.flush()
    unit.record(MemberInvited(ref=member.pseudonym, expires_at=expires_at))
    return expires_at


def cancel_invitations(unit: OpenUnit, member_id: int) -> None:
    """No code of this member lives any longer."""
    unit.session.exec(
        update(Invitation)
        .where(
            col(Invitation.member_id) == member_id,
            col(Invitation.used_at).is_(None),
            col(Invitation.cancelled_at).is_(None),
        )
        .values(cancelled_at=unit.now)
    )
