"""Arrange a volume (整理一卷): its label was scanned, the work on it is done, its sheets are counted."""

from __future__ import annotations

from dataclasses import dataclass

from core.arrangement.events import VolumeArranged
from core.arrangement.job import ArrangedVolume
from core.arrangement.questions import counted, find_job, room_of_job
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep, NotFound
from core.materials.catalogue import volume_by_label
from core.members.entered import Taken
from core.members.member import Role
from core.unit import OpenUnit

MOST_SHEETS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeVolume(Command):
    """`volume` is the scanned label, `sheets` how many were converted or mended."""

    job: str
    volume: str
    sheets: int = 0


@use_case(ArrangeVolume, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_job)
def arrange_volume(command: ArrangeVolume, unit: OpenUnit) -> Answer:
    """Raises NotFound for another room's label, Taken for one done before, ImpossibleStep, BadValue."""
    job = find_job(unit, command.job)
    if job.ended_at is not None:
        raise ImpossibleStep(state="ended", step="arrange")
    if not 0 <= command.sheets <= MOST_SHEETS:
        raise BadValue(field="sheets")
    found = volume_by_label(unit.session, command.volume)
    if found is None or found[1].room_id != job.room_id:
        raise NotFound
    volume = found[0]
    if unit.session.get(ArrangedVolume, (job.id, volume.id)) is not None:
        raise Taken
    assert unit.principal.member_id is not None
    unit.session.add(
        ArrangedVolume(
            job_id=job.id or 0,
            volume_id=volume.id or 0,
            sheets=command.sheets,
            done_by=unit.principal.member_id,
            done_at=unit.now,
        )
    )
    unit.session.flush()
    unit.record(VolumeArranged(ref=job.ref, volume=volume.label, sheets=command.sheets))
    return Done({"job": job.ref, "volumes": counted(unit.session, job.id)[0]})
