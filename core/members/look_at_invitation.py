"""A look at an invitation (核对绑定码): whom a live code would bind, masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from core.masked import Masked
from core.members.member import Member
from core.members.proofs import Invitation, Pin


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited; `asks_for_pin` when an earlier PIN must be shown before binding again."""

    member_id: int
    name: Masked
    asks_for_pin: bool


def look_at_invitation(session: Session, code_hash: str, now: datetime) -> Invited | None:
    """The invited member of a live code; None alike for unknown, used, cancelled and expired."""
    row = session.exec(
        select(Invitation.member_id, Member.name, Pin.member_id)
        .join(Member, col(Member.id) == Invitation.member_id)
        .join(Pin, col(Pin.member_id) == Invitation.member_id, isouter=True)
        .where(
            Invitation.code_hash == code_hash,
            col(Invitation.used_at).is_(None),
            col(Invitation.cancelled_at).is_(None),
            Invitation.expires_at > now,
            col(Member.active),
        )
    ).first()
    if row is None:
        return None
    member_id, name, pin_of = row
    return Invited(member_id, Masked(name), pin_of is not None)
