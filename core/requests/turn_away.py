"""Sending back (退回补正) and refusing (不予办理): a person's word, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, ImpossibleStep, Stale
from core.members.member import Role
from core.requests.approval import Approval, Verdict
from core.requests.events import RequestSentBack, RequestTurnedDown
from core.requests.questions import find_request, next_step, place_of, scope_for
from core.requests.request import Request, Step
from core.requests.rooms import OnRequest
from core.requests.signing import acting_for
from core.unit import OpenUnit

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBackRequest(Command):
    request: str
    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDownRequest(Command):
    request: str
    reason: str
    seen_version: int


def place_of_turn(command: OnRequest, unit: OpenUnit) -> Place:
    """Over what the role of whoever's turn it is must be held."""
    request = find_request(unit.session, command.request)
    place = place_of(unit.session, command.request)
    step = next_step(request)
    return scope_for(step, place) if step else Place(room_id=place.room_id)


_ROLES: set[str] = {Role.APPROVER, Role.HEAD, Role.ARCHIVIST}


@use_case(SendBackRequest, roles=_ROLES, place=place_of_turn)
def send_back_request(command: SendBackRequest, unit: OpenUnit) -> Answer:
    """Whoever's turn it is sends the request back; what was filled in is kept."""
    request, step = expected(command, unit)
    keep_verdict(unit, request, step, Verdict.SENT_BACK, command.reason)
    request.take(Step.SEND_BACK, unit.now)
    request.note = command.reason
    unit.record(RequestSentBack(ref=request.ref, step=step, reason=command.reason))
    return Done({"ref": request.ref, "number": request.number})


@use_case(TurnDownRequest, roles=_ROLES, place=place_of_turn)
def turn_down_request(command: TurnDownRequest, unit: OpenUnit) -> Answer:
    """Whoever's turn it is refuses the request for good."""
    request, step = expected(command, unit)
    turn_down(unit, request, step, command.reason)
    return Done({"ref": request.ref, "number": request.number})


def turn_down(unit: OpenUnit, request: Request, step: Step, reason: str) -> None:
    """The end of the whole request, with the verdict in its chain."""
    keep_verdict(unit, request, step, Verdict.REFUSED, reason)
    request.take(Step.REFUSE, unit.now)
    request.note = reason
    unit.record(RequestTurnedDown(ref=request.ref, step=step, reason=reason))


class WithReason(Protocol):
    """A word on a request as it was shown, with a reason."""

    @property
    def request(self) -> str: ...

    @property
    def reason(self) -> str: ...

    @property
    def seen_version(self) -> int: ...


def expected(command: WithReason, unit: OpenUnit) -> tuple[Request, Step]:
    """The request and the step that waits; raises BadValue, Stale or ImpossibleStep."""
    if not command.reason.strip() or len(command.reason) > LONGEST_REASON:
        raise BadValue(field="reason")
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    step = next_step(request)
    if step is None:
        raise ImpossibleStep(state=request.state)
    return request, step


def keep_verdict(
    unit: OpenUnit, request: Request, step: Step, verdict: Verdict, reason: str
) -> None:
    """A row of the chain for a word that is no agreement."""
    member_id = unit.principal.member_id
    assert member_id is not None
    unit.session.add(
        Approval(
            request_id=request.id or 0,
            applicant_id=request.applicant_id,
            step=step,
            verdict=verdict,
            member_id=member_id,
            on_behalf_of=acting_for(unit, step, request),
            reason=reason.strip(),
            at=unit.now,
            round=request.round,
        )
    )
