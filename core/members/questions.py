"""Questions about members: which roles someone holds now, who holds a role somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, null, or_, union_all
from sqlmodel import Session, col, select

from core.command import Place
from core.members.deputy import Deputy
from core.members.member import Grant, Member, Role
from core.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Held:
    """A role held over a unit, a room, or (both None) the organisation."""

    role: str
    room_id: int | None
    unit_id: int | None
    # Whose role it is when a deputy (委托审批) acts.
    on_behalf_of: int | None = None

    def covers(self, roles: frozenset[str], place: Place) -> bool:
        """Whether this is one of the roles, over a scope that contains the place."""
        if self.role not in roles:
            return False
        if self.unit_id is not None:
            return self.unit_id == place.unit_id
        return self.room_id is None or self.room_id == place.room_id


_IN_FORCE: tuple[ColumnElement[bool], ...] = (
    col(Grant.valid_from) <= bindparam("now"),
    or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) > bindparam("now")),
    col(Grant.revoked_at).is_(None),
    col(Grant.confirmed_at).is_not(None),
)
_ACTING = (
    col(Deputy.valid_from) <= bindparam("now"),
    col(Deputy.valid_to) > bindparam("now"),
    col(Deputy.ended_at).is_(None),
)
_OWN = (
    select(Grant.role, Grant.room_id, Grant.unit_id, null())
    .join(Member, col(Member.id) == Grant.member_id)
    .where(Grant.member_id == bindparam("member_id"), col(Member.active), *_IN_FORCE)
)
_DEPUTISED = (
    select(Grant.role, Grant.room_id, Grant.unit_id, Deputy.member_id)
    .join(Deputy, col(Deputy.member_id) == Grant.member_id)
    .join(Member, col(Member.id) == Deputy.deputy_id)
    .where(
        Deputy.deputy_id == bindparam("member_id"),
        col(Member.active),
        *_ACTING,
        Grant.role == Role.APPROVER,
        *_IN_FORCE,
    )
)
_GRANTS = Prepared(union_all(_OWN, _DEPUTISED))
_PSEUDONYM = Prepared(select(Member.pseudonym).where(Member.id == bindparam("member_id")))
_HOLDERS = Prepared(
    select(Grant.member_id, Grant.role, Grant.room_id, Grant.unit_id)
    .join(Member, col(Member.id) == Grant.member_id)
    .where(Grant.role == bindparam("role"), col(Member.active), *_IN_FORCE)
    .order_by(col(Grant.member_id))
)
_DEPUTIES = Prepared(
    select(Deputy.deputy_id).where(Deputy.member_id == bindparam("member_id"), *_ACTING)
)


def grants_of(session: Session, member_id: int, now: datetime) -> tuple[Held, ...]:
    """The roles a member holds now: their own, and an approver's for whom they are deputy."""
    rows = _GRANTS(session, member_id=member_id, now=now)
    return tuple(Held(*row) for row in rows)


def pseudonym_of(session: Session, member_id: int) -> str:
    """The member's name in the log."""
    return str(_PSEUDONYM.first(session, member_id=member_id).pseudonym)


def holders(session: Session, role: str, place: Place, now: datetime) -> list[int]:
    """Members who hold a role exactly over this place, without deputies, in a stable order."""
    rows = _HOLDERS(session, role=role, now=now)
    found = [
        member_id
        for member_id, held_role, room_id, unit_id in rows
        if Held(held_role, room_id, unit_id).covers(frozenset({role}), place)
        and (unit_id is None) == (place.unit_id is None)
    ]
    return list(dict.fromkeys(found))


def deputies_of(session: Session, member_id: int, now: datetime) -> list[int]:
    """Who acts for this member now."""
    return [row.deputy_id for row in _DEPUTIES(session, member_id=member_id, now=now)]
