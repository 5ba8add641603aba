"""Questions about deputies (委托审批): whom one may name, and which terms run or lie ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_
from sqlmodel import Session, col, select

from core.clock import SHANGHAI, local_date
from core.members.appoint_deputy import AppointDeputy
from core.members.deputy import Deputy
from core.members.member import Member, Role
from core.members.questions import Held

MOST = 50


def own_chairs(grants: Sequence[Held]) -> list[Held]:
    """Where someone approves in their own name, not as a deputy."""
    return [h for h in grants if h.role == Role.APPROVER and h.on_behalf_of is None]


def colleagues(session: Session, member_id: int, chairs: Sequence[Held]) -> list[Member]:
    """Active people of the approver's unit or room, whom they may name as deputy."""
    units = [h.unit_id for h in chairs if h.unit_id is not None]
    rooms = [h.room_id for h in chairs if h.unit_id is None and h.room_id is not None]
    everywhere = any(h.unit_id is None and h.room_id is None for h in chairs)
    sits = or_(
        col(Member.unit_id).in_(units),
        col(Member.room_id).in_(rooms),
        col(Member.unit_id).is_(None) if everywhere else col(Member.id).is_(None),
    )
    rows = select(Member).where(sits, col(Member.active), col(Member.id) != member_id)
    return list(session.exec(rows.order_by(col(Member.number)).limit(MOST)).all())


def terms_of(session: Session, member_id: int, now: datetime) -> list[Deputy]:
    """Terms that are not over, in which the member is approver or deputy."""
    rows = select(Deputy).where(
        or_(col(Deputy.member_id) == member_id, col(Deputy.deputy_id) == member_id),
        col(Deputy.ended_at).is_(None),
        col(Deputy.valid_to) > now,
    )
    return list(session.exec(rows.order_by(col(Deputy.valid_from))).all())


def appointment(deputy_id: int, document: str, last_day: date, now: datetime) -> AppointDeputy:
    """A term from the beginning of today to the end of `last_day`: the same words all day long,
    so that the PIN that was asked for still fits the second time.
    """
    return AppointDeputy(
        deputy_id=deputy_id,
        document=document,
        valid_from=_midnight(local_date(now)),
        valid_to=_midnight(last_day + timedelta(days=1)),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
