"""Ask missing pages back (追回缺页): a term for the borrower; what comes back is counted by two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.custody import Custody
from core.custody.questions import room_of_label
from core.errors import BadValue, ImpossibleStep, NotFound, Stale
from core.lost.found_differing import discrepancy_of
from core.lost.page_recovery import PageRecovery
from core.lost.return_events import PagesAskedBack, PagesCountedBack
from core.lost.second_person import second_person
from core.members.entered import entered
from core.members.member import Role
from core.requests.line import Line
from core.requests.request import Request
from core.unit import OpenUnit

BOTH = frozenset({Role.ARCHIVIST, Role.HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPagesBack(Command):
    label: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPagesBack(Command):
    """`returner` brought the pages; `note` says which."""

    label: str
    returner: str
    note: str


@use_case(
    AskPagesBack,
    roles=BOTH,
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def ask_pages_back(command: AskPagesBack, unit: OpenUnit) -> Answer:
    """Raises NotFound, BadValue, Stale where they were asked back; ImpossibleStep for other kinds."""
    found = discrepancy_of(unit.session, command.label)
    if found.kind != "pages_missing" or found.settled_at is not None:
        raise ImpossibleStep(state=found.kind, step="ask_pages_back")
    if command.due_on < local_date(unit.now):
        raise BadValue(field="due_on")
    if unit.session.get(PageRecovery, found.custody_id) is not None:
        raise Stale(state="asked_back")
    assert unit.principal.member_id is not None
    unit.session.add(
        PageRecovery(
            custody_id=found.custody_id,
            due_on=command.due_on,
            asked_by=unit.principal.member_id,
            asked_at=unit.now,
        )
    )
    unit.record(PagesAskedBack(ref=command.label, custody=found.custody_id, due_on=command.due_on))
    _tell_borrower(unit, found.custody_id, command.due_on)
    return Done({"label": command.label})


@use_case(
    CountPagesBack,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def count_pages_back(command: CountPagesBack, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale where they were counted, BadValue, SecondStepBySamePerson."""
    found = discrepancy_of(unit.session, command.label)
    recovery = unit.session.get(PageRecovery, found.custody_id)
    if recovery is None:
        raise NotFound
    if recovery.counted_at is not None:
        raise Stale(state="counted")
    recovery.returner = second_person(command.returner, unit)
    recovery.note = entered("note", command.note, 200)
    recovery.counted_by, recovery.counted_at = unit.principal.member_id, unit.now
    unit.record(PagesCountedBack(ref=command.label, custody=found.custody_id))
    return Done({"label": command.label})


def _tell_borrower(unit: OpenUnit, custody_id: int, due_on: date) -> None:
    request = unit.session.exec(
        select(Request)
        .join(Line, col(Line.request_id) == Request.id)
        .join(Custody, col(Custody.line_id) == Line.id)
        .where(Custody.id == custody_id)
    ).one()
    unit.send(
        request.applicant_id,
        "pages_asked_back",
        request.ref,
        once=f"pages_asked_back:{custody_id}",
        number=request.number,
        due_on=due_on,
    )
