"""Hand over (出库交接): the one step that lets a volume leave the store.

Two evidences in a short window (the case's code, the volume's label or tag), the sighted form, the
readers' cards and the archivist's own session; the law is asked with the facts of this moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody import hand_over_rows as rows
from core.custody.custody import Kind
from core.custody.events import VolumeHandedOver
from core.custody.sealed_package import LEAVE
from core.errors import ImpossibleStep, NotFound, Stale
from core.members.member import Role
from core.reminders.workdays import after_working_days
from core.requests.ask_law import ask_law
from core.requests.line import LINE_TRANSITIONS, LineState, LineStep
from core.requests.request import Mode, State
from core.requests.room_law import law_of
from core.requests.rooms import room_of
from core.unit import OpenUnit
from rules.decision import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Hand over these volumes (by label) of a request as it was shown."""

    request: str
    labels: tuple[str, ...]
    seen_version: int


@use_case(HandOver, roles={Role.ARCHIVIST}, place=room_of)
def hand_over(command: HandOver, unit: OpenUnit) -> Answer:
    """All named volumes go out or none does."""
    request = rows.REQUEST.first(unit.session, ref=command.request)
    if request is None:
        raise NotFound
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    if request.state != State.READY or request.mode == Mode.CERTIFY:
        raise ImpossibleStep(state=request.state)
    lines = _waiting(unit, request.id, command.labels)
    decision = ask_law(unit, request, "hand_over", only={line.id for line in lines})
    if isinstance(decision, Refused):
        return decision
    due_on = _due_on(unit, request)
    # Before the events: a card is made current under the new version.
    rows.TOUCH(unit.session, request_id=request.id)
    package = _leave_in_a_bag(unit, request)
    for line in lines:
        _open_custody(unit, request, line, (due_on, package))
    rows.USE_CODE(unit.session, of_request=request.id, now=unit.now)
    due = due_on.isoformat() if due_on else None
    return Done({"ref": request.ref, "number": request.number, "due_on": due}, decision)


def _waiting(unit: OpenUnit, request_id: int, labels: tuple[str, ...]) -> list[Any]:
    """The request's lines whose volumes bear these labels, all of them still waiting."""
    lines = rows.LINES(unit.session, request_id=request_id)
    named = [line for line in lines if line.label in labels]
    if not labels or len(named) != len(set(labels)):
        raise ImpossibleStep(state="volumes")
    for line in named:
        if line.state != LineState.WAITING:
            raise ImpossibleStep(state=line.state, step="hand_over")
    return named


def _due_on(unit: OpenUnit, request: Any) -> date | None:
    """Consulting ends the same day; lending after the working days asked for, else the usual."""
    today = local_date(unit.now)
    if request.mode != Mode.LEND:
        return today
    usual = law_of(unit, request.room_id).book.periods["lend_default"].value
    return after_working_days(unit.session, today, request.days_asked or usual)


def _leave_in_a_bag(unit: OpenUnit, request: Any) -> int | None:
    """The sealed package of a loan leaves with its volumes; what is read here needs none."""
    if request.mode != Mode.LEND:
        return None
    (left,) = LEAVE(unit.session, of_request=request.id, now=unit.now)
    package_id: int = left.id
    return package_id


def _open_custody(
    unit: OpenUnit, request: Any, line: Any, leaves: tuple[date | None, int | None]
) -> None:
    due_on, package_id = leaves
    lent = request.mode == Mode.LEND
    kind = Kind.LEND if lent else Kind.CONSULT
    step = LineStep.HAND_OVER_TO_LEND if lent else LineStep.HAND_OVER_TO_READ
    (custody,) = rows.OPEN_CUSTODY(
        unit.session,
        volume_id=line.volume_id,
        kind=kind,
        line_id=line.id,
        due_on=due_on,
        package_id=package_id,
        now=unit.now,
        member_id=unit.principal.member_id,
    )
    to = LINE_TRANSITIONS[LineState(line.state), step]
    rows.MOVE_LINE(unit.session, line_id=line.id, to=to)
    unit.record(
        VolumeHandedOver(
            ref=line.label,
            request=request.ref,
            custody=custody.id,
            kind=kind,
            due_on=due_on,
            decision=unit.last_decision,
        )
    )
