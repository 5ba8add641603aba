"""Pause and resume reading (暂存 / 续阅): lunch or closing brings the volume behind the counter."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.custody.events import ReadingPaused, ReadingResumed
from core.custody.questions import out_of_store, room_of_label
from core.members.member import Role
from core.requests.line import LineStep
from core.unit import OpenUnit


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
    out = out_of_store(unit.session, command.label)
    out.line.take(LineStep.RESUME)
    out.custody.paused_at = None
    out.request.touch()
    unit.record(ReadingResumed(ref=command.label, request=out.request.ref))
    return Done({"ref": out.request.ref})
