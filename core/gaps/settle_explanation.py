"""Settle a proposed explanation (审定短缺说明): another person approves it, or declines and says so."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep, SecondStepBySamePerson
from core.gaps.events import ExplanationDeclined
from core.gaps.find_gap import find_gap, room_of_gap
from core.gaps.gap import GapStep
from core.gaps.recount import tell_closed
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleExplanation(Command):
    gap: str
    seen_version: int
    approve: bool


@use_case(SettleExplanation, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_gap)
def settle_explanation(command: SettleExplanation, unit: OpenUnit) -> Answer:
    """Counted apart from what a paper closed. Whoever proposed may take back, not approve.

    Raises NotFound, Stale, ImpossibleStep where nothing was proposed, SecondStepBySamePerson.
    """
    gap, dossier = find_gap(unit, command.gap, command.seen_version)
    if gap.explained_by is None:
        raise ImpossibleStep(state=gap.state, step=GapStep.EXPLAIN)
    if command.approve and gap.explained_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    if command.approve:
        gap.take(GapStep.EXPLAIN)
        gap.approved_by, gap.closed_at = unit.principal.member_id, unit.now
        tell_closed(unit, gap, dossier.number)
        return Done({"dossier": dossier.number})
    gap.explanation, gap.explained_by = "", None
    gap.version += 1
    unit.record(
        ExplanationDeclined(
            ref=dossier.number,
            gap=gap.id or 0,
            dossier=gap.dossier_id,
            unit=gap.unit_id,
            kind=gap.kind,
        )
    )
    return Done({"dossier": dossier.number})
