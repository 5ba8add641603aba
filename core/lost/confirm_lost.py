"""Confirm the loss (确认未找到): the head's word; the report to the superior is made in the same moment.

《干部人事档案工作条例》第二十二条: report at once. From then the shelf rests until it has been counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep, SecondStepBySamePerson
from core.lost.events import LossConfirmed
from core.lost.freeze_shelf import freeze_shelf
from core.lost.held_lines import give_up
from core.lost.loss_report import LossReport
from core.lost.questions import claim_of, find_search, has_looked, room_of_search
from core.lost.search import Search, SearchState, SearchStep
from core.members.entered import entered
from core.members.member import Role
from core.members.room import Room
from core.members.second_check import binding_of
from core.requests.series import next_number
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLost(Command):
    """`addressee` is the superior organisation department; before the term, `early_reason` says why."""

    search: str
    seen_version: int
    addressee: str
    early_reason: str = ""


@use_case(
    ConfirmLost,
    roles={Role.HEAD},
    place=room_of_search,
    second_check=lambda it: binding_of("confirm_lost", it.search, it.seen_version),
)
def confirm_lost(command: ConfirmLost, unit: OpenUnit) -> Answer:
    """Raises Stale, BadValue, SecondStepBySamePerson; ImpossibleStep before anyone looked, or while
    somebody says that it was found."""
    search = find_search(unit, command.search, command.seen_version)
    addressee = entered("addressee", command.addressee, 60)
    before_term = unit.now < search.term_at
    early_reason = entered("early_reason", command.early_reason, 200) if before_term else ""
    _demand_searched(unit, search)
    search.take(SearchStep.CONFIRM_LOST)
    search.confirmed_by, search.confirmed_at = unit.principal.member_id, unit.now
    search.early_reason = early_reason
    report = LossReport(
        search_id=search.id or 0,
        number=_number(unit, search),
        addressee=addressee,
        made_at=unit.now,
    )
    unit.session.add(report)
    give_up(unit, search)
    unit.record(
        LossConfirmed(
            ref=search.label,
            search=search.ref,
            number=report.number,
            early=before_term,
            frozen=freeze_shelf(unit, search),
        )
    )
    return Done({"search": search.ref, "number": report.number})


def _demand_searched(unit: OpenUnit, search: Search) -> None:
    if search.reported_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    if search.state != SearchState.SEARCHING:
        raise ImpossibleStep(state=search.state, step=SearchStep.CONFIRM_LOST)
    if not has_looked(unit.session, search.id):
        raise ImpossibleStep(state="not_looked", step=SearchStep.CONFIRM_LOST)
    if claim_of(unit.session, search.id) is not None:
        raise ImpossibleStep(state="sighted", step=SearchStep.CONFIRM_LOST)


def _number(unit: OpenUnit, search: Search) -> str:
    room, year = unit.session.get_one(Room, search.room_id), local_date(unit.now).year
    given = next_number(unit.session, search.room_id, "loss_report", year)
    return f"{room.short_name}报〔{year}〕{given:04d}号"
