"""Reset a PIN (重置口令): the phone is lost, the PIN forgotten or locked.

The security officer's alone, and never for themself: a second security officer does that (any two
officers may appoint one). The other officers are told, since for a moment the code in the security
officer's hand is the member.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, SecondStepBySamePerson
from core.members.end_sessions import end_sessions, end_tokens
from core.members.find_member import locked_member
from core.members.invite_member import open_invitation
from core.members.member import Role
from core.members.proof_events import PinReset
from core.members.proofs import Pin
from core.members.second_check import binding_of
from core.members.tell import tell_officers
from core.unit import OpenUnit


class Cause(StrEnum):
    LOST_PHONE = "lost_phone"
    FORGOTTEN = "forgotten"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPin(Command):
    """`code_hash` belongs to the new invitation that is handed over in person."""

    member_id: int
    code_hash: str
    cause: str = Cause.LOST_PHONE


@use_case(
    ResetPin,
    roles={Role.SECURITY_OFFICER},
    second_check=lambda command: binding_of("reset_pin", command.member_id),
)
def reset_pin(command: ResetPin, unit: OpenUnit) -> Answer:
    """Unbind: no PIN, no session, no token, one new invitation. Raises NotFound, BadValue."""
    if command.member_id == unit.principal.member_id:
        raise SecondStepBySamePerson
    if command.cause not in set(Cause):
        raise BadValue(field="cause")
    member = locked_member(unit.session, command.member_id)
    member.bound_at = None
    pin = unit.session.get(Pin, command.member_id)
    if pin is not None:
        unit.session.delete(pin)
    unit.record(
        PinReset(
            ref=member.pseudonym,
            cause=command.cause,
            sessions_ended=end_sessions(unit, command.member_id),
            tokens_ended=end_tokens(unit, command.member_id),
        )
    )
    expires_at = open_invitation(unit, command.member_id, command.code_hash)
    _tell(unit, command.member_id, member.pseudonym)
    return Done({"expires": expires_at.isoformat()})


def _tell(unit: OpenUnit, member_id: int, ref: str) -> None:
    others = [Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.AUDITOR]
    once = f"pin_reset:{ref}:{unit.now.isoformat()}"
    tell_officers(unit, others, "pin_reset", ref, once=once, member=member_id)
