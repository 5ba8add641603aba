"""Finding one member (人员), and the place where they sit."""

from __future__ import annotations

from sqlmodel import Session, col, select

from core.command import Place
from core.errors import NotFound
from core.members.member import Member
from core.members.units import Unit


def find_member(session: Session, member_id: int) -> Member:
    """The member's row; raises NotFound."""
    member = session.get(Member, member_id)
    if member is None:
        raise NotFound
    return member


def locked_member(session: Session, member_id: int) -> Member:
    """The member's row, held until the commit: what is counted per member is counted one by one."""
    member = session.exec(select(Member).where(Member.id == member_id).with_for_update()).first()
    if member is None:
        raise NotFound
    return member


def seat_of(session: Session, member_id: int) -> Place:
    """The unit (with its room) or the room where someone sits; the organisation for the others."""
    row = session.exec(
        select(Member.room_id, Member.unit_id, Unit.room_id)
        .join(Unit, col(Unit.id) == Member.unit_id, isouter=True)
        .where(Member.id == member_id)
    ).first()
    if row is None:
        raise NotFound
    own_room, unit_id, room_above = row
    return Place(room_id=own_room if unit_id is None else room_above, unit_id=unit_id)
