"""Register contacts (登记联络员): who the sheet 联络员 names, with the filed role waiting for a second
officer. An import appoints nobody by itself: a role takes two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import col, func, select

from core.clock import SHANGHAI
from core.errors import BadValue
from core.holdings.roster.other_sheets import ContactRow
from core.members.add_member import new_member
from core.members.events import GrantProposed
from core.members.member import Grant, Member, Role
from core.unit import OpenUnit

PREFIX = "L"


def register_contacts(unit: OpenUnit, rows: Sequence[ContactRow], units: Mapping[str, int]) -> int:
    """Write down who is new; gives how many. Raises BadValue for an unknown unit.

    `setup` only enters the people: what nobody proposed, nobody could confirm.
    """
    added = 0
    for row in rows:
        if row.unit not in units:
            raise BadValue(field="contacts")
        member = _known(unit, row, units[row.unit])
        if member is None:
            member = _new(unit, row, units[row.unit])
            added += 1
        if unit.principal.member_id is not None and not _filed(unit, member):
            _propose(unit, row, member)
    return added


def _known(unit: OpenUnit, row: ContactRow, unit_id: int) -> Member | None:
    """By number, else by name within the unit. Raises BadValue for a number of someone else."""
    if not row.number:
        named = select(Member).where(Member.unit_id == unit_id, Member.name == row.name)
        return unit.session.exec(named.order_by(col(Member.id))).first()
    found = unit.session.exec(select(Member).where(Member.number == row.number)).first()
    if found is not None and (found.unit_id, found.name) != (unit_id, row.name):
        raise BadValue(field="contacts")
    return found


def _new(unit: OpenUnit, row: ContactRow, unit_id: int) -> Member:
    number = row.number or _free_number(unit)
    return new_member(
        Member(number=number, name=row.name[:40], post=row.post, unit_id=unit_id), unit
    )


def _free_number(unit: OpenUnit) -> str:
    taken = select(func.count()).where(col(Member.number).startswith(PREFIX))
    at = unit.session.exec(taken).one() + 1
    while unit.session.exec(select(Member.id).where(Member.number == f"{PREFIX}{at:04d}")).first():
        at += 1
    return f"{PREFIX}{at:04d}"


def _filed(unit: OpenUnit, member: Member) -> bool:
    """Whether the role waits or is held already."""
    held = select(Grant.id).where(
        Grant.member_id == member.id,
        Grant.role == Role.UNIT_CONTACT,
        col(Grant.revoked_at).is_(None),
        col(Grant.valid_to) > unit.now,
    )
    return unit.session.exec(held).first() is not None


def _propose(unit: OpenUnit, row: ContactRow, member: Member) -> None:
    valid_to = _end_of(row.until)
    if valid_to <= unit.now:
        return  # a term that is over gives no role
    assert member.id is not None
    grant = Grant(
        member_id=member.id,
        role=Role.UNIT_CONTACT,
        unit_id=member.unit_id,
        document=row.document,
        valid_from=unit.now,
        valid_to=valid_to,
        proposed_by=unit.principal.member_id,
    )
    unit.session.add(grant)
    unit.session.flush()
    assert grant.id is not None
    unit.record(
        GrantProposed(
            ref=member.pseudonym,
            grant_id=grant.id,
            role=grant.role,
            room_id=None,
            unit_id=grant.unit_id,
            valid_from=grant.valid_from,
            valid_to=grant.valid_to,
            document=grant.document,
        )
    )


def _end_of(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), SHANGHAI) + timedelta(days=1)
