"""Which roles someone holds or will hold (现任与将任), and which do not go together.

Officers read nothing, and the three posts are three people (三员分立).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from core.errors import CodedError
from core.members.deputy import Deputy
from core.members.member import OFFICERS, Grant, Role


class RolesClash(CodedError):
    """An officer holds no other role, and no one holds two of the three posts."""

    code = "roles_clash"


def roles_ahead(session: Session, member_id: int, now: datetime) -> frozenset[Role]:
    """Confirmed roles that are in force or still to come, by deputy too."""
    own = session.exec(
        select(Grant.role).where(
            Grant.member_id == member_id,
            col(Grant.confirmed_at).is_not(None),
            col(Grant.revoked_at).is_(None),
            or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) > now),
        )
    ).all()
    acting = session.exec(
        select(Deputy.id).where(
            Deputy.deputy_id == member_id,
            col(Deputy.ended_at).is_(None),
            col(Deputy.valid_to) > now,
        )
    ).first()
    deputised = {Role.APPROVER} if acting is not None else set()
    return frozenset(Role(role) for role in own) | deputised


def demand_fitting(role: Role, held: frozenset[Role]) -> None:
    """Raise RolesClash when the role does not go with those held."""
    together = held | {role}
    if together & OFFICERS and len(together) > 1:
        raise RolesClash(role=role)
