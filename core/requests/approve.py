"""Approving (审批): the unit signs, the room reviews, the authority approves.

One shape for the three: nobody acts on their own request, nobody twice in one chain, the law is
asked with the facts of this moment, and the row says who, for whom, how and by whom recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.command import Answer, Command, Done, Place, use_case
from core.errors import ImpossibleStep, NotFound, Stale
from core.members.member import Role
from core.members.second_check import binding_of
from core.requests.ask_law import ask_law
from core.requests.events import RequestApproved
from core.requests.questions import find_request, next_step, place_of, scope_for
from core.requests.request import Request, Step
from core.requests.rooms import room_of
from core.requests.see_paper import second_witness
from core.requests.signing import (
    Asked,
    Signature,
    demand_new_hand,
    keep_signature,
    on_paper,
    own_hand,
)
from core.unit import OpenUnit
from rules.decision import Refused

APPROVAL_STEPS = (Step.UNIT_SIGN, Step.ROOM_REVIEW, Step.AUTHORITY_APPROVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRequest(Command):
    """`step` is what the card offered; `seen_version` is the request as it was shown."""

    request: str
    step: str
    seen_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaperApproval(Command):
    """纸质签批（代录）: the archivist saw the signature of `signed_by` on the paper form."""

    request: str
    step: str
    signed_by: int
    seen_version: int


def approval_place(command: ApproveRequest, unit: OpenUnit) -> Place:
    """The unit for its own signature, the room for the rest."""
    if command.step not in APPROVAL_STEPS:
        raise NotFound
    return scope_for(Step(command.step), place_of(unit.session, command.request))


def bound_to(command: ApproveRequest) -> str:
    """What the approver's PIN is bound to: this step of this request as it was shown."""
    return binding_of(command.step, command.request, command.seen_version)


@use_case(
    ApproveRequest,
    roles={Role.APPROVER, Role.HEAD},
    place=approval_place,
    second_check=bound_to,
)
def approve_request(command: ApproveRequest, unit: OpenUnit) -> Answer:
    """The approver confirms: by tap after signing the paper."""
    request, step = _expected(command, unit), Step(command.step)
    return _approve(unit, request, step, own_hand(unit, step, request))


@use_case(
    RecordPaperApproval,
    roles={Role.ARCHIVIST},
    place=room_of,
)
def record_paper_approval(command: RecordPaperApproval, unit: OpenUnit) -> Answer:
    """The paper carries the signature; the archivist records whose, and answers for having seen it."""
    request, step = _expected(command, unit), Step(command.step)
    hand = on_paper(unit, step, request, command.signed_by)
    seen_by = second_witness(unit, request, step, Asked(request.applicant_id))
    return _approve(unit, request, step, replace(hand, seen_by=seen_by))


def _expected(command: ApproveRequest | RecordPaperApproval, unit: OpenUnit) -> Request:
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    if next_step(request) != command.step or command.step not in APPROVAL_STEPS:
        raise ImpossibleStep(state=request.state, step=command.step)
    return request


def _approve(unit: OpenUnit, request: Request, step: Step, signature: Signature) -> Answer:
    asked = Asked(request.applicant_id)
    demand_new_hand(unit, request, signature, asked)
    decision = ask_law(unit, request, step, tapped=signature.tapped)
    if isinstance(decision, Refused):
        return decision
    keep_signature(unit, request, step, signature, asked)
    request.take(step, unit.now)
    unit.record(
        RequestApproved(
            ref=request.ref,
            step=step,
            way=signature.way,
            on_behalf_of=signature.on_behalf_of,
            recorded_by=signature.recorded_by,
            decision=unit.last_decision,
        )
    )
    return Done({"ref": request.ref, "number": request.number, "state": request.state}, decision)
