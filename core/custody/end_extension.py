"""Ending an extension that is not granted: turned down (不同意延期) with a reason, or taken back."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, Place, use_case
from core.custody.events import ExtensionTurnedDown, ExtensionWithdrawn
from core.custody.extension import Extension, ExtensionStep
from core.custody.extension_step import extension_step
from core.custody.loans import open_extension
from core.errors import ImpossibleStep, Stale
from core.members.entered import entered
from core.members.member import Role
from core.requests.approval import Approval, Verdict
from core.requests.questions import find_request, place_of, scope_for
from core.requests.request import Request, Step
from core.requests.rooms import unit_or_room_of
from core.requests.signing import acting_for
from core.unit import OpenUnit

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDownExtension(Command):
    request: str
    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawExtension(Command):
    request: str
    seen_version: int


def _place(command: TurnDownExtension, unit: OpenUnit) -> Place:
    request = find_request(unit.session, command.request)
    place, asked = (
        place_of(unit.session, command.request),
        open_extension(unit.session, request.id or 0),
    )
    step = extension_step(asked.state, request.source) if asked else None
    return scope_for(step, place) if step else Place(room_id=place.room_id)


@use_case(TurnDownExtension, roles={Role.APPROVER, Role.HEAD}, place=_place)
def turn_down_extension(command: TurnDownExtension, unit: OpenUnit) -> Answer:
    """Whoever's turn it is says no; the loan keeps its day."""
    reason = entered("reason", command.reason, LONGEST_REASON)
    request, extension = _expected(command, unit)
    step = extension_step(extension.state, request.source)
    assert step is not None
    _keep(unit, request, extension, step, reason)
    extension.note = reason
    _end(unit, request, extension, ExtensionStep.REFUSE)
    unit.record(ExtensionTurnedDown(ref=request.ref, nth=extension.nth, step=step, reason=reason))
    unit.send(
        extension.asked_by,
        "extension_turned_down",
        request.ref,
        once=f"extension_turned_down:{extension.id}",
        number=request.number,
        reason=reason,
    )
    return Done({"ref": request.ref, "number": request.number})


@use_case(WithdrawExtension, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=unit_or_room_of)
def withdraw_extension(command: WithdrawExtension, unit: OpenUnit) -> Answer:
    """The unit no longer needs it; the loan keeps its day."""
    request, extension = _expected(command, unit)
    _end(unit, request, extension, ExtensionStep.WITHDRAW)
    unit.record(ExtensionWithdrawn(ref=request.ref, nth=extension.nth))
    return Done({"ref": request.ref, "number": request.number})


def _expected(
    command: TurnDownExtension | WithdrawExtension, unit: OpenUnit
) -> tuple[Request, Extension]:
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    extension = open_extension(unit.session, request.id or 0)
    if extension is None:
        raise ImpossibleStep(state="extension", step="end")
    return request, extension


def _end(unit: OpenUnit, request: Request, extension: Extension, step: ExtensionStep) -> None:
    extension.take(step, unit.now)
    request.touch()
    unit.session.flush()


def _keep(unit: OpenUnit, request: Request, extension: Extension, step: Step, reason: str) -> None:
    member_id = unit.principal.member_id
    assert member_id is not None
    unit.session.add(
        Approval(
            request_id=request.id or 0,
            applicant_id=extension.asked_by,
            step=step,
            verdict=Verdict.REFUSED,
            member_id=member_id,
            on_behalf_of=acting_for(unit, step, request),
            reason=reason,
            at=unit.now,
            round=request.round,
            extension=extension.nth,
        )
    )
