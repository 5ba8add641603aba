"""Bind a channel (绑定聊天): the code given in person and the PIN tie one chat to one member.

The chat shows the code; the PIN is typed on our own page, never in the chat. Binding again ends the
chat before; a spent code that is tried is told to the security officer, as on the web.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import col, select, update

from core.command import Answer, Command, Done, use_case
from core.event import Event
from core.members.bind_member import demand_digest, refuse_code, set_pin, use_code
from core.members.codes import demand_hash
from core.members.find_member import locked_member
from core.members.look_at_invitation import look_at_invitation
from core.members.member import Role
from core.members.second_check import binding_of, demand_proof_of
from core.members.tell import tell_officers
from core.outbox.reach import Reach
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class BindReach(Command):
    """`pin_digest` is asked for only where the member has no PIN yet."""

    code_hash: str
    channel: str
    address: str
    person: str
    pin_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachBound(Event):
    about: ClassVar[str] = "member"
    ref: str
    channel: str
    again: bool


@use_case(BindReach, principals={"guest"})
def bind_reach(command: BindReach, unit: OpenUnit) -> Answer:
    """`{"bound": False}` for a code that does not live.

    Raises SecondCheckNeeded (bound to `binding_of("bind_reach", code_hash)`) where there is a PIN
    to be shown first; BadValue.
    """
    demand_hash("code_hash", command.code_hash)
    invited = look_at_invitation(unit.session, command.code_hash, unit.now)
    if invited is None:
        return refuse_code(command.code_hash, unit)
    if invited.asks_for_pin:
        bound_to = binding_of("bind_reach", command.code_hash)
        demand_proof_of(invited.member_id, bound_to, unit)
    else:
        demand_digest(command.pin_digest)
    member = locked_member(unit.session, invited.member_id)
    if not use_code(command.code_hash, unit):
        return refuse_code(command.code_hash, unit)
    if not invited.asks_for_pin:
        set_pin(unit, invited.member_id, command.pin_digest)
        member.bound_at = unit.now
    again = _revoke(command, unit, invited.member_id)
    unit.session.add(
        Reach(
            channel=command.channel,
            member_id=invited.member_id,
            address=command.address,
            person=command.person,
            bound_at=unit.now,
        )
    )
    unit.session.flush()
    once = f"reach_bound:{member.pseudonym}:{unit.now.isoformat()}"
    unit.send(invited.member_id, "reach_bound", member.pseudonym, once=once)
    unit.record(ReachBound(ref=member.pseudonym, channel=command.channel, again=again))
    if again:
        once = f"bound_again:{member.pseudonym}:{unit.now.isoformat()}"
        officers = [Role.SECURITY_OFFICER]
        tell_officers(
            unit,
            officers,
            "member_bound_again",
            member.pseudonym,
            once=once,
            member=invited.member_id,
        )
    return Done({"bound": True, "member": invited.member_id})


def _revoke(command: BindReach, unit: OpenUnit, member_id: int) -> bool:
    """End what this member or this chat was bound to before; whether there was anything."""
    before = unit.session.exec(
        select(Reach.id).where(
            Reach.channel == command.channel,
            col(Reach.revoked_at).is_(None),
            (col(Reach.member_id) == member_id) | (col(Reach.address) == command.address),
        )
    ).all()
    unit.session.exec(update(Reach).where(col(Reach.id).in_(before)).values(revoked_at=unit.now))
    return bool(before)
