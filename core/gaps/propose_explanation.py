"""Propose an explanation (提请短缺说明): the paper cannot be had, and the number of the letter that says why."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep
from core.gaps.events import ExplanationProposed
from core.gaps.find_gap import find_gap, room_of_gap
from core.gaps.gap import GapState, GapStep
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeExplanation(Command):
    """`explanation` says the number of the sealed explanation and why the paper cannot be had."""

    gap: str
    seen_version: int
    explanation: str


@use_case(ProposeExplanation, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_gap)
def propose_explanation(command: ProposeExplanation, unit: OpenUnit) -> Answer:
    """The gap stays open until another person has approved. Raises NotFound, Stale, BadValue,

    ImpossibleStep for a gap that is not open, or that waits for an answer already.
    """
    gap, dossier = find_gap(unit, command.gap, command.seen_version)
    if gap.state != GapState.OPEN or gap.explained_by is not None:
        raise ImpossibleStep(state=gap.state, step=GapStep.EXPLAIN)
    gap.explanation = entered("explanation", command.explanation, 200)
    gap.explained_by = unit.principal.member_id
    gap.version += 1
    unit.record(
        ExplanationProposed(
            ref=dossier.number,
            gap=gap.id or 0,
            dossier=gap.dossier_id,
            unit=gap.unit_id,
            kind=gap.kind,
        )
    )
    return Done({"dossier": dossier.number})
