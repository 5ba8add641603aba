"""End an arrangement job (整理完成): the count stands."""

from __future__ import annotations

from dataclasses import dataclass

from core.arrangement.events import ArrangementEnded
from core.arrangement.questions import counted, find_job, room_of_job
from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class EndArrangement(Command):
    job: str


@use_case(EndArrangement, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_job)
def end_arrangement(command: EndArrangement, unit: OpenUnit) -> Answer:
    """Raises NotFound, ImpossibleStep where it has ended."""
    job = find_job(unit, command.job)
    if job.ended_at is not None:
        raise ImpossibleStep(state="ended", step="end")
    job.ended_by, job.ended_at = unit.principal.member_id, unit.now
    volumes, sheets = counted(unit.session, job.id)
    unit.record(ArrangementEnded(ref=job.ref, volumes=volumes, sheets=sheets))
    return Done({"job": job.ref, "volumes": volumes, "sheets": sheets})
