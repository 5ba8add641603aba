"""Bind (绑定): the code given in person, then a PIN of one's own; binding again ends what was.

A spent code that is tried may have leaked: the answer is the same plain no as for any other wrong
code, and the security officer is told. That no is an answer, not an error, so that the message
about it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.members.codes import demand_hash
from core.members.end_sessions import end_sessions
from core.members.find_member import locked_member
from core.members.look_at_invitation import look_at_invitation
from core.members.member import Member, Role
from core.members.proof_events import InvitationMisused, MemberBound
from core.members.proofs import Invitation, Pin
from core.members.questions import pseudonym_of
from core.members.second_check import binding_of, demand_proof_of
from core.members.sign_in import NewSession, open_session
from core.members.tell import tell_officers
from core.unit import OpenUnit

ARGON2ID = "$argon2id$"


@dataclass(frozen=True, slots=True, kw_only=True)
class BindMember(Command):
    """`pin_digest` is `pins.pin_digest(pin, code)`; `session` signs in on the spot."""

    code_hash: str
    pin_digest: str
    session: NewSession | None = None


@use_case(BindMember, principals={"guest"})
def bind_member(command: BindMember, unit: OpenUnit) -> Answer:
    """Use the code, set the PIN, end earlier sessions.

    `{"bound": False}` for a code that does not live. Raises SecondCheckNeeded (bound to
    `binding_of("bind_member", code_hash)`) where an earlier PIN must be shown first; BadValue.
    """
    demand_hash("code_hash", command.code_hash)
    demand_digest(command.pin_digest)
    invited = look_at_invitation(unit.session, command.code_hash, unit.now)
    if invited is None:
        return refuse_code(command.code_hash, unit)
    if invited.asks_for_pin:
        bound_to = binding_of("bind_member", command.code_hash)
        demand_proof_of(invited.member_id, bound_to, unit)
    member = locked_member(unit.session, invited.member_id)
    if not use_code(command.code_hash, unit):
        return refuse_code(command.code_hash, unit)
    _bind(member, command, unit)
    return Done({"bound": True, "member": member.id})


def demand_digest(digest: str) -> None:
    """Raise BadValue for anything that is not an argon2id digest: never keep a bare PIN."""
    if not digest.startswith(ARGON2ID) or len(digest) > 200:
        raise BadValue(field="pin_digest")


def set_pin(unit: OpenUnit, member_id: int, digest: str) -> None:
    """The member's PIN from now on, with nothing counted against it."""
    pin = unit.session.get(Pin, member_id) or Pin(member_id=member_id, digest="", set_at=unit.now)
    pin.digest, pin.set_at, pin.wrong, pin.locked_until = digest, unit.now, 0, None
    unit.session.add(pin)


def _bind(member: Member, command: BindMember, unit: OpenUnit) -> None:
    assert member.id is not None
    again = member.bound_at is not None
    ended = end_sessions(unit, member.id)
    member.bound_at = unit.now
    set_pin(unit, member.id, command.pin_digest)
    unit.record(MemberBound(ref=member.pseudonym, again=again, sessions_ended=ended))
    if command.session is not None:
        open_session(unit, member.id, command.session)
    if again:
        once = f"bound_again:{member.pseudonym}:{unit.now.isoformat()}"
        tell_officers(
            unit,
            [Role.SECURITY_OFFICER],
            "member_bound_again",
            member.pseudonym,
            once=once,
            member=member.id,
        )


def use_code(code_hash: str, unit: OpenUnit) -> bool:
    """Use up a live code; False where another was quicker or it lives no more."""
    used = unit.session.exec(
        update(Invitation)
        .where(
            col(Invitation.code_hash) == code_hash,
            col(Invitation.used_at).is_(None),
            col(Invitation.cancelled_at).is_(None),
            col(Invitation.expires_at) > unit.now,
        )
        .values(used_at=unit.now)
    )
    return used.rowcount == 1


def refuse_code(code_hash: str, unit: OpenUnit) -> Done:
    """The same plain no for every code that does not live; a spent one is told to the officer."""
    spent = unit.session.exec(
        select(Invitation)
        .where(Invitation.code_hash == code_hash)
        .execution_options(populate_existing=True)
    ).first()
    if spent is None:
        unit.record(InvitationMisused(ref="", why="unknown"))
        return Done({"bound": False})
    ref = pseudonym_of(unit.session, spent.member_id)
    unit.record(InvitationMisused(ref=ref, why=_why(spent)))
    # Once an hour per code: a page pressed in a loop is not a hundred messages.
    once = f"misused:{spent.id}:{unit.now:%Y%m%d%H}"
    officers = [Role.SECURITY_OFFICER]
    tell_officers(unit, officers, "invitation_misused", ref, once=once, member=spent.member_id)
    return Done({"bound": False})


def _why(spent: Invitation) -> str:
    if spent.used_at is not None:
        return "used"
    return "cancelled" if spent.cancelled_at is not None else "expired"
