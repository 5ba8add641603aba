"""Questions about arrangement jobs (整理任务): find one, its room, what it came to."""

from __future__ import annotations

from typing import Protocol

from sqlmodel import Session, col, func, select

from core.arrangement.job import ArrangedVolume, ArrangementJob
from core.command import Place
from core.errors import NotFound
from core.unit import OpenUnit


class OnJob(Protocol):
    """A command about one job, named by its reference."""

    @property
    def job(self) -> str: ...


def find_job(unit: OpenUnit, ref: str) -> ArrangementJob:
    """The job, locked. Raises NotFound."""
    found = unit.session.exec(
        select(ArrangementJob).where(ArrangementJob.ref == ref).with_for_update()
    ).first()
    if found is None:
        raise NotFound
    return found


def room_of_job(command: OnJob, unit: OpenUnit) -> Place:
    """The room whose job it is; raises NotFound."""
    return Place(room_id=find_job(unit, command.job).room_id)


def counted(session: Session, job_id: int | None) -> tuple[int, int]:
    """Volumes done and sheets converted or mended so far."""
    volumes, sheets = session.exec(
        select(
            func.count(col(ArrangedVolume.volume_id)),
            func.coalesce(func.sum(ArrangedVolume.sheets), 0),
        ).where(ArrangedVolume.job_id == job_id)
    ).one()
    return int(volumes), int(sheets)
