"""May this member hand over in this room (授权): their own roles, and by deputy."""

from __future__ import annotations

from sqlmodel import col, or_, select

from bot.bench.textbook.turn import Turn
from core.errors import Forbidden
from core.members.deputy import Deputy
from core.members.member import Grant, Member, Role


async def admit(turn: Turn, room_id: int) -> None:
    """Raise Forbidden unless an archivist's role of this moment covers the room."""
    in_force = (
        col(Grant.valid_from) <= turn.now,
        or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) > turn.now),
        col(Grant.revoked_at).is_(None),
        col(Grant.confirmed_at).is_not(None),
    )
    own = await turn.all(
        select(Grant)
        .join(Member, col(Member.id) == Grant.member_id)
        .where(Grant.member_id == turn.member_id, col(Member.active), *in_force)
    )
    deputised = await turn.all(
        select(Grant)
        .join(Deputy, col(Deputy.member_id) == Grant.member_id)
        .join(Member, col(Member.id) == Deputy.deputy_id)
        .where(
            Deputy.deputy_id == turn.member_id,
            col(Member.active),
            col(Deputy.valid_from) <= turn.now,
            col(Deputy.valid_to) > turn.now,
            col(Deputy.ended_at).is_(None),
            Grant.role == Role.APPROVER,
            *in_force,
        )
    )
    held = [grant for grant in (*own, *deputised) if grant.role == Role.ARCHIVIST]
    if not any(grant.room_id in (None, room_id) for grant in held):
        raise Forbidden
