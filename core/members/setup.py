"""First set-up (初始化): who may act before there is anyone.

`setup` is whoever sits at the machine when the house is empty. It works until an administrator and
a security officer have both been bound, and never again: a used invitation is remembered, so a
lost phone does not bring `setup` back.
"""

from __future__ import annotations

from sqlalchemy import or_
from sqlmodel import Session, col, select

from core.errors import Forbidden
from core.members.member import Grant, Member, Role
from core.members.proofs import Invitation
from core.unit import OpenUnit

FIRST_OFFICERS = frozenset({Role.ADMINISTRATOR, Role.SECURITY_OFFICER})


def setup_is_open(session: Session) -> bool:
    """Whether an administrator or a security officer is still missing who was ever bound."""
    bound = session.exec(
        select(Grant.role)
        .join(Member, col(Member.id) == Grant.member_id)
        .join(Invitation, col(Invitation.member_id) == Grant.member_id, isouter=True)
        .where(
            col(Grant.role).in_(FIRST_OFFICERS),
            col(Grant.confirmed_at).is_not(None),
            or_(col(Member.bound_at).is_not(None), col(Invitation.used_at).is_not(None)),
        )
        .distinct()
    ).all()
    return set(bound) != FIRST_OFFICERS


def demand_setup_open(unit: OpenUnit) -> None:
    """Raise Forbidden when the principal is `setup` and its time is over."""
    if unit.principal.kind == "setup" and not setup_is_open(unit.session):
        raise Forbidden
