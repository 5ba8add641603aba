"""Appoint a deputy (委托审批): an approver names someone of their own unit or room, by a paper.

The deputy approves in the approver's name; that they did not ask themselves is checked where a
request is approved. A deputy does not appoint deputies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from core.command import Answer, Command, Done, Place, content_hash, use_case
from core.errors import BadValue, Forbidden, ImpossibleStep, SecondStepBySamePerson
from core.members.deputy import Deputy
from core.members.entered import entered
from core.members.events import DeputyAppointed
from core.members.find_member import locked_member, seat_of
from core.members.member import Member, Role
from core.members.questions import Held
from core.members.roles_held import demand_fitting, roles_ahead
from core.members.second_check import binding_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointDeputy(Command):
    """For a term by a document with a number; the approver is who asks."""

    deputy_id: int
    document: str
    valid_from: datetime
    valid_to: datetime


def _place(command: AppointDeputy, unit: OpenUnit) -> Place:
    return seat_of(unit.session, command.deputy_id)


@use_case(
    AppointDeputy,
    roles={Role.APPROVER},
    place=_place,
    second_check=lambda command: binding_of("appoint_deputy", content_hash(command)),
)
def appoint_deputy(command: AppointDeputy, unit: OpenUnit) -> Answer:
    """Let them act for the term. Raises BadValue, RolesClash, ImpossibleStep, Forbidden."""
    assert unit.principal.member_id is not None
    _check(command, unit)
    both = sorted((unit.principal.member_id, command.deputy_id))  # in one order: no deadlock
    locked = {member_id: locked_member(unit.session, member_id) for member_id in both}
    approver, deputy = locked[unit.principal.member_id], locked[command.deputy_id]
    if not deputy.active:
        raise ImpossibleStep(state="inactive")
    demand_fitting(Role.APPROVER, roles_ahead(unit.session, command.deputy_id, unit.now))
    if _overlaps(command, unit):
        raise ImpossibleStep(state="has_deputy")
    row = _appoint(command, unit, approver, deputy)
    return Done({"deputy": row})


def _check(command: AppointDeputy, unit: OpenUnit) -> None:
    if command.deputy_id == unit.principal.member_id:
        raise SecondStepBySamePerson
    if command.valid_to <= max(command.valid_from, unit.now):
        raise BadValue(field="valid_to")
    seat = seat_of(unit.session, command.deputy_id)
    if not any(_reaches(held, seat) for held in unit.grants):
        raise Forbidden


def _reaches(held: Held, seat: Place) -> bool:
    if held.role != Role.APPROVER or held.on_behalf_of is not None:
        return False
    if held.unit_id is not None:
        return held.unit_id == seat.unit_id
    return seat.unit_id is None and held.room_id in (None, seat.room_id)


def _overlaps(command: AppointDeputy, unit: OpenUnit) -> bool:
    other = unit.session.exec(
        select(Deputy.id).where(
            Deputy.member_id == unit.principal.member_id,
            col(Deputy.ended_at).is_(None),
            Deputy.valid_from < command.valid_to,
            Deputy.valid_to > max(command.valid_from, unit.now),
        )
    ).first()
    return other is not None


def _appoint(
    command: AppointDeputy, unit: OpenUnit, approver: Member, deputy: Member
) -> int | None:
    assert approver.id is not None
    row = Deputy(
        member_id=approver.id,
        deputy_id=command.deputy_id,
        document=entered("document", command.document, 60),
        valid_from=command.valid_from,
        valid_to=command.valid_to,
    )
    unit.session.add(row)
    unit.session.flush()
    assert row.id is not None
    unit.record(
        DeputyAppointed(
            ref=approver.pseudonym,
            deputy_row=row.id,
            deputy=deputy.pseudonym,
            document=row.document,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
    )
    once = f"deputy_appointed:{row.id}"
    unit.send(command.deputy_id, "deputy_appointed", approver.pseudonym, once=once, deputy=row.id)
    return row.id
