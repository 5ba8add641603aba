"""Approving an extension (延期审批): the unit's leader signs, the room's head grants.

A chain of its own under the same rules as a request's: who asked never signs, nobody signs twice,
and the law is asked each time with the facts of that moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.command import Answer, Command, Done, Place, use_case
from core.custody.custody import Custody
from core.custody.events import ExtensionSigned, LoanExtended
from core.custody.extension import Extension, ExtensionState, ExtensionStep
from core.custody.extension_step import extension_step
from core.custody.loans import extended_day, lent_now, open_extension
from core.errors import ImpossibleStep, NotFound, Stale
from core.holdings.dossier import Volume
from core.members.member import Role
from core.members.second_check import binding_of
from core.requests.ask_law import ask_law
from core.requests.questions import find_request, place_of, scope_for
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

EXTENSION_STEPS = (Step.UNIT_SIGN, Step.ROOM_REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveExtension(Command):
    """`step` is what the card offered; `seen_version` is the request as it was shown."""

    request: str
    step: str
    seen_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaperExtension(Command):
    """纸质签批（代录）: the archivist saw the signature of `signed_by` on the paper."""

    request: str
    step: str
    signed_by: int
    seen_version: int


def extension_place(command: ApproveExtension, unit: OpenUnit) -> Place:
    """The unit for its own signature, the room for the head's."""
    if command.step not in EXTENSION_STEPS:
        raise NotFound
    return scope_for(Step(command.step), place_of(unit.session, command.request))


@use_case(
    ApproveExtension,
    roles={Role.APPROVER, Role.HEAD},
    place=extension_place,
    second_check=lambda command: binding_of(
        f"extend:{command.step}", command.request, command.seen_version
    ),
)
def approve_extension(command: ApproveExtension, unit: OpenUnit) -> Answer:
    """By tap, as `approve_request`."""
    request, extension = _expected(command, unit)
    hand = own_hand(unit, Step(command.step), request)
    return _sign(unit, request, extension, hand)


@use_case(RecordPaperExtension, roles={Role.ARCHIVIST}, place=room_of)
def record_paper_extension(command: RecordPaperExtension, unit: OpenUnit) -> Answer:
    """As `record_paper_approval`."""
    request, extension = _expected(command, unit)
    hand = on_paper(unit, Step(command.step), request, command.signed_by)
    asked = Asked(extension.asked_by, extension.nth)
    seen_by = second_witness(unit, request, command.step, asked)
    return _sign(unit, request, extension, replace(hand, seen_by=seen_by))


def _expected(
    command: ApproveExtension | RecordPaperExtension, unit: OpenUnit
) -> tuple[Request, Extension]:
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    extension = open_extension(unit.session, request.id or 0)
    if extension is None or extension_step(extension.state, request.source) != command.step:
        raise ImpossibleStep(state="extension", step=command.step)
    return request, extension


def _sign(unit: OpenUnit, request: Request, extension: Extension, hand: Signature) -> Answer:
    step = extension_step(extension.state, request.source)
    assert step is not None
    asked = Asked(extension.asked_by, extension.nth)
    demand_new_hand(unit, request, hand, asked)
    loans = lent_now(unit.session, request.id or 0)
    only = {loan.line_id for loan in loans if loan.line_id is not None}
    decision = ask_law(unit, request, "extend", only=only, tapped=hand.tapped)
    if isinstance(decision, Refused):
        return decision
    keep_signature(unit, request, step, hand, asked)
    extension.take(ExtensionStep(step), unit.now)
    request.touch()
    unit.session.flush()
    unit.record(
        ExtensionSigned(
            ref=request.ref,
            nth=extension.nth,
            step=step,
            way=hand.way,
            on_behalf_of=hand.on_behalf_of,
            recorded_by=hand.recorded_by,
            decision=unit.last_decision,
        )
    )
    if extension.state == ExtensionState.GRANTED:
        _extend(unit, request, extension, loans)
    return Done({"ref": request.ref, "number": request.number}, decision)


def _extend(unit: OpenUnit, request: Request, extension: Extension, loans: list[Custody]) -> None:
    """Every volume that is still out gets its new due day."""
    for loan in loans:
        assert loan.due_on is not None
        before, loan.due_on = loan.due_on, extended_day(unit.session, loan.due_on, extension.days)
        loan.extensions += 1
        loan.version += 1
        unit.record(
            LoanExtended(
                ref=unit.session.get_one(Volume, loan.volume_id).label,
                request=request.ref,
                custody=loan.id or 0,
                due_before=before,
                due_on=loan.due_on,
            )
        )
    unit.send(
        extension.asked_by,
        "loan_extended",
        request.ref,
        once=f"loan_extended:{extension.id}",
        number=request.number,
        due_on=loans[0].due_on,
    )
