"""Withdraw a fact of a cadre (撤销登记的情况): it stays on record, but nothing follows from it any more."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import NotFound
from core.gaps.cadre_fact import CadreFact
from core.gaps.events import CadreFactsChanged
from core.gaps.record_fact import find_dossier
from core.materials.questions import room_of_dossier
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawFact(Command):
    dossier: str
    fact: int


@use_case(WithdrawFact, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_dossier)
def withdraw_fact(command: WithdrawFact, unit: OpenUnit) -> Answer:
    """Withdrawing twice changes nothing. Raises NotFound for a fact of somebody else."""
    dossier = find_dossier(unit, command.dossier)
    fact = unit.session.get(CadreFact, command.fact)
    if fact is None or fact.cadre_id != dossier.cadre_id:
        raise NotFound
    if fact.withdrawn_at is None:
        fact.withdrawn_by, fact.withdrawn_at = unit.principal.member_id, unit.now
        unit.record(CadreFactsChanged(ref=dossier.number, cadre=dossier.cadre_id))
    return Done({"dossier": dossier.number})
