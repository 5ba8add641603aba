"""Make ready (备档): the archivist has found the volumes and keeps them for the readers."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep, Stale
from core.members.member import Role
from core.reminders.workdays import after_working_days
from core.requests.events import RequestMadeReady
from core.requests.line import LineState
from core.requests.questions import find_request, lines_of, next_step
from core.requests.request import Step
from core.requests.room_law import law_of
from core.requests.rooms import room_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReady(Command):
    request: str
    seen_version: int


@use_case(
    MakeReady,
    roles={Role.ARCHIVIST, Role.HEAD},
    place=room_of,
)
def make_ready(command: MakeReady, unit: OpenUnit) -> Answer:
    """From now the collection code can be shown; the volumes are kept some working days."""
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    if next_step(request) is not Step.MAKE_READY:
        raise ImpossibleStep(state=request.state, step=Step.MAKE_READY)
    lines = lines_of(unit.session, request.id or 0)
    if all(line.state != LineState.WAITING for line in lines):
        # Nothing of it can be fetched: its volumes are being searched for.
        raise ImpossibleStep(state=LineState.SEARCHING, step=Step.MAKE_READY)
    request.take(Step.MAKE_READY, unit.now)
    days = law_of(unit, request.room_id).book.periods["ready_kept"].value
    request.ready_at = unit.now
    request.kept_until = after_working_days(unit.session, local_date(unit.now), days)
    unit.record(RequestMadeReady(ref=request.ref, kept_until=request.kept_until))
    return Done({"ref": request.ref, "number": request.number})
