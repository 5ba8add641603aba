"""Approving (审批): the unit signs, the room reviews, the authority approves.

One shape for the three: nobody acts on their own request, nobody twice in one chain, the law is
asked with the facts of this moment, and the row says who, for whom, how and by whom recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from core.command import Answer, Command, Done, Place, use_case
from core.errors import Forbidden, ImpossibleStep, NotFound, SecondStepBySamePerson, Stale
from core.members.member import Member, Role
from core.members.questions import Held, grants_of
from core.members.second_check import binding_of
from core.requests.approval import Approval, Verdict, Way
from core.requests.ask_law import ask_law
from core.requests.events import RequestApproved
from core.requests.questions import (
    agreed_by,
    approvals_of,
    find_request,
    next_step,
    place_of,
    role_for,
    scope_for,
)
from core.requests.request import Request, Step
from core.requests.rooms import room_of
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
    request = _expected(command, unit)
    member_id = unit.principal.member_id
    assert member_id is not None
    behalf = acting_for(unit, Step(command.step), request)
    return _approve(
        unit, request, Step(command.step), Signature(member_id, behalf, Way.CONFIRM, None)
    )


@use_case(
    RecordPaperApproval,
    roles={Role.ARCHIVIST},
    place=room_of,
)
def record_paper_approval(command: RecordPaperApproval, unit: OpenUnit) -> Answer:
    """The paper carries the signature; the archivist records whose, and answers for having seen it."""
    request = _expected(command, unit)
    step = Step(command.step)
    if unit.session.get(Member, command.signed_by) is None:
        raise NotFound
    if not fitting(grants_of(unit.session, command.signed_by, unit.now), step, request):
        raise Forbidden
    recorder = unit.principal.member_id
    if recorder == command.signed_by:
        raise SecondStepBySamePerson
    signature = Signature(command.signed_by, None, Way.RECORDED, recorder)
    return _approve(unit, request, step, signature)


def _expected(command: ApproveRequest | RecordPaperApproval, unit: OpenUnit) -> Request:
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    if next_step(request) != command.step or command.step not in APPROVAL_STEPS:
        raise ImpossibleStep(state=request.state, step=command.step)
    return request


def fitting(grants: Iterable[Held], step: Step, request: Request) -> list[Held]:
    """The grants by which this step is taken; the unit's signature takes the unit's own leader."""
    scope = scope_for(step, Place(room_id=request.room_id, unit_id=request.unit_id))
    roles = frozenset({role_for(step)})
    return [
        held
        for held in grants
        if held.covers(roles, scope) and (held.unit_id is None) == (scope.unit_id is None)
    ]


def acting_for(unit: OpenUnit, step: Step, request: Request) -> int | None:
    """Their own role comes first; else the approver whose deputy they are. Raises Forbidden."""
    held = fitting(unit.grants, step, request)
    if not held:
        raise Forbidden
    if any(each.on_behalf_of is None for each in held):
        return None
    return held[0].on_behalf_of


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, for whom, how, and who recorded it."""

    member_id: int
    on_behalf_of: int | None
    way: Way
    recorded_by: int | None

    @property
    def people(self) -> set[int]:
        return {self.member_id} | ({self.on_behalf_of} if self.on_behalf_of else set())


def _approve(unit: OpenUnit, request: Request, step: Step, signature: Signature) -> Answer:
    chain = approvals_of(unit.session, request)
    if signature.people & (agreed_by(chain) | {request.applicant_id}):
        raise SecondStepBySamePerson
    decision = ask_law(unit, request, step)
    if isinstance(decision, Refused):
        return decision
    unit.session.add(
        Approval(
            request_id=request.id or 0,
            applicant_id=request.applicant_id,
            step=step,
            verdict=Verdict.AGREED,
            **asdict(signature),
            at=unit.now,
            round=request.round,
        )
    )
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
