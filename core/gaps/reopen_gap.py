"""Reopen a gap (重新列为缺失): only where the paper that closed it has been taken out (ADR 0021)."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep
from core.gaps.events import GapReopened
from core.gaps.find_gap import find_gap, room_of_gap
from core.gaps.gap import GapStep
from core.materials.material import IN_DOSSIER, Material
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenGap(Command):
    gap: str
    seen_version: int


@use_case(ReopenGap, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_gap)
def reopen_gap(command: ReopenGap, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, ImpossibleStep while its paper lies in the dossier."""
    gap, dossier = find_gap(unit, command.gap, command.seen_version)
    paper = unit.session.get(Material, gap.material_id) if gap.material_id else None
    if paper is None or paper.state in IN_DOSSIER:
        raise ImpossibleStep(state=gap.state, step=GapStep.REOPEN)
    gap.take(GapStep.REOPEN)
    gap.material_id = gap.closed_at = None
    unit.record(
        GapReopened(
            ref=dossier.number,
            gap=gap.id or 0,
            dossier=gap.dossier_id,
            unit=gap.unit_id,
            kind=gap.kind,
        )
    )
    return Done({"dossier": dossier.number})
