"""Withdraw (撤回) before it is ready, cancel (不办了) afterwards: the applicant's own word."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import NotFound, SheetsOut
from core.requests.events import RequestCancelled, RequestClosed, RequestWithdrawn
from core.requests.line import drop_waiting
from core.requests.questions import find_request, lines_away, lines_of
from core.requests.request import Request, State, Step
from core.sheets.questions import sheets_open
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest(Command):
    request: str


@use_case(WithdrawRequest, anyone=True)
def withdraw_request(command: WithdrawRequest, unit: OpenUnit) -> Answer:
    """Only the applicant; once a volume is out, it must come back first."""
    request = find_request(unit.session, command.request)
    if request.applicant_id != unit.principal.member_id:
        raise NotFound
    if request.state == State.READY:
        if sheets_open(unit.session, request.id or 0):
            raise SheetsOut
        was_read = _drop(unit, request)
        request.take(Step.CLOSE if was_read else Step.CANCEL, unit.now)
        unit.record((RequestClosed if was_read else RequestCancelled)(ref=request.ref))
    else:
        request.take(Step.WITHDRAW, unit.now)
        unit.record(RequestWithdrawn(ref=request.ref))
    return Done({"ref": request.ref, "number": request.number})


def _drop(unit: OpenUnit, request: Request) -> bool:
    key = request.id or 0
    return drop_waiting(lines_of(unit.session, key), lines_away(unit.session, key))
