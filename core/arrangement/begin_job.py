"""Begin an arrangement job (开始整理): volumes re-made, boxes replaced, sheets made A4."""

from __future__ import annotations

from dataclasses import dataclass

from core.arrangement.events import ArrangementBegun
from core.arrangement.job import ArrangementJob, JobKind
from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit

MOST_VOLUMES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginArrangement(Command):
    """`planned` volumes, 0 where nobody has counted."""

    room: int
    kind: str
    title: str
    planned: int = 0


@use_case(
    BeginArrangement,
    roles={Role.ARCHIVIST, Role.HEAD},
    place=lambda command, _unit: Place(room_id=command.room),
)
def begin_arrangement(command: BeginArrangement, unit: OpenUnit) -> Answer:
    """Raises BadValue."""
    if command.kind not in set(JobKind):
        raise BadValue(field="kind")
    if not 0 <= command.planned <= MOST_VOLUMES:
        raise BadValue(field="planned")
    assert unit.principal.member_id is not None
    job = ArrangementJob(
        room_id=command.room,
        kind=command.kind,
        title=entered("title", command.title, 60),
        planned=command.planned,
        begun_by=unit.principal.member_id,
        begun_at=unit.now,
    )
    unit.session.add(job)
    unit.session.flush()
    unit.record(ArrangementBegun(ref=job.ref, kind=job.kind, planned=job.planned))
    return Done({"job": job.ref})
