"""Pause and resume reading (暂存 / 续阅): lunch or closing brings the volume behind the counter."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.events import ReadingPaused, ReadingResumed
from core.custody.questions import out_of_store, room_of_label
from core.errors import ImpossibleStep
from core.members.member import Role
from core.requests.ask_law import ask_law
from core.requests.line import LineStep
from core.requests.questions import readers_of
from core.unit import OpenUnit
from rules.decision import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseReading(Command):
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeReading(Command):
    label: str


@use_case(
    PauseReading,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def pause_reading(command: PauseReading, unit: OpenUnit) -> Answer:
    out = out_of_store(unit.session, command.label)
    out.line.take(LineStep.PAUSE)
    out.custody.paused_at = unit.now
    out.request.touch()
    unit.record(ReadingPaused(ref=command.label, request=out.request.ref))
    return Done({"ref": out.request.ref})


@use_case(
    ResumeReading,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def resume_reading(command: ResumeReading, unit: OpenUnit) -> Answer:
    """Within the form's validity no new form is needed; the law is asked with today's facts.

    Raises ImpossibleStep while a reader who came instead has not shown a card.
    """
    out = out_of_store(unit.session, command.label)
    out.line.take(LineStep.RESUME)
    if any(it.card_seen_at is None for it in readers_of(unit.session, out.request.id or 0)):
        raise ImpossibleStep(state="card", step=LineStep.RESUME)
    decision = ask_law(unit, out.request, LineStep.RESUME, only={out.line.id or 0})
    if isinstance(decision, Refused):
        return decision
    out.custody.paused_at = None
    # Each day of reading ends on that day.
    out.custody.due_on = local_date(unit.now)
    out.request.touch()
    unit.record(ReadingResumed(ref=command.label, request=out.request.ref))
    return Done({"ref": out.request.ref}, decision)
