"""Recall a loan (提前收回): the head brings the due day forward, with a reason; the borrower is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.custody import Custody
from core.custody.events import LoanRecalled
from core.custody.loans import lent_now
from core.custody.recall import Recall
from core.errors import BadValue, ImpossibleStep, Stale
from core.holdings.dossier import Volume
from core.members.entered import entered
from core.members.member import Role
from core.members.second_check import binding_of
from core.requests.questions import find_request
from core.requests.request import Request
from core.requests.rooms import room_of
from core.unit import OpenUnit

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLoan(Command):
    """`due_on` is the new day: today or later, and before the day it had."""

    request: str
    due_on: date
    reason: str
    seen_version: int


@use_case(
    RecallLoan,
    roles={Role.HEAD},
    place=room_of,
    second_check=lambda command: binding_of("recall", command.request, command.seen_version),
)
def recall_loan(command: RecallLoan, unit: OpenUnit) -> Answer:
    """Every lent volume whose day is later gets the new one. Raises BadValue, ImpossibleStep, Stale."""
    reason = entered("reason", command.reason, LONGEST_REASON)
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    loans = lent_now(unit.session, request.id or 0)
    if not loans:
        raise ImpossibleStep(state=request.state, step="recall")
    later = [loan for loan in loans if loan.due_on is not None and loan.due_on > command.due_on]
    if command.due_on < local_date(unit.now) or not later:
        raise BadValue(field="due_on")
    request.touch()
    for loan in later:
        _recall(unit, request, loan, command.due_on, reason)
    _tell(unit, request, command.due_on, reason)
    return Done({"ref": request.ref, "number": request.number})


def _recall(unit: OpenUnit, request: Request, loan: Custody, due_on: date, reason: str) -> None:
    assert loan.due_on is not None
    assert unit.principal.member_id is not None
    before, loan.due_on = loan.due_on, due_on
    loan.version += 1
    unit.session.add(
        Recall(
            custody_id=loan.id or 0,
            due_before=before,
            due_on=due_on,
            reason=reason,
            recalled_by=unit.principal.member_id,
            recalled_at=unit.now,
        )
    )
    unit.session.flush()
    unit.record(
        LoanRecalled(
            ref=unit.session.get_one(Volume, loan.volume_id).label,
            request=request.ref,
            custody=loan.id or 0,
            due_before=before,
            due_on=due_on,
            reason=reason,
        )
    )


def _tell(unit: OpenUnit, request: Request, due_on: date, reason: str) -> None:
    unit.send(
        request.applicant_id,
        "loan_recalled",
        request.ref,
        once=f"loan_recalled:{request.ref}:{request.version}",
        number=request.number,
        due_on=due_on,
        reason=reason,
    )
