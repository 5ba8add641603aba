"""Settle a mismatch (处理数纸不符): a person looked at paper and picture and says what was done."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, ImpossibleStep, NotFound, Stale
from core.holdings.dossier import Dossier
from core.members.entered import entered
from core.members.member import Role
from core.scans.events import ScanMismatchSettled
from core.scans.mismatch import ScanMismatch, Settlement
from core.scans.scan_decision import demand_scans
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleScanMismatch(Command):
    """`outcome` is one of Settlement; `note` is needed where it stays as it is."""

    mismatch: str
    seen_version: int
    outcome: str
    note: str = ""


def _place(command: SettleScanMismatch, unit: OpenUnit) -> Place:
    return Place(room_id=_find(command, unit)[1].room_id)


@use_case(SettleScanMismatch, roles={Role.ARCHIVIST}, place=_place)
def settle_scan_mismatch(command: SettleScanMismatch, unit: OpenUnit) -> Answer:
    """What is still found cannot be called mended. Raises NotFound, Stale, ImpossibleStep, BadValue."""
    demand_scans(unit)
    row, dossier = _find(command, unit)
    if row.version != command.seen_version:
        raise Stale
    if row.outcome:
        raise ImpossibleStep(state="settled")
    if command.outcome not in set(Settlement):
        raise BadValue(field="outcome")
    as_it_is = command.outcome == Settlement.AS_IT_IS
    if row.found and not as_it_is:
        raise ImpossibleStep(state="still_found")
    row.note = entered("note", command.note, 120) if as_it_is else command.note.strip()[:120]
    row.outcome, row.version = command.outcome, row.version + 1
    row.settled_by, row.settled_at = unit.principal.member_id, unit.now
    unit.record(
        ScanMismatchSettled(
            ref=dossier.number, mismatch=row.ref, code=row.code, outcome=row.outcome
        )
    )
    return Done({"mismatch": row.ref})


def _find(command: SettleScanMismatch, unit: OpenUnit) -> tuple[ScanMismatch, Dossier]:
    found = unit.session.exec(
        select(ScanMismatch, Dossier)
        .join(Dossier, col(Dossier.id) == ScanMismatch.dossier_id)
        .where(ScanMismatch.ref == command.mismatch)
        .with_for_update()
    ).first()
    if found is None:
        raise NotFound
    return found
