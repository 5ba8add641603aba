"""Find a gap (缺失材料) by its reference, and the room it belongs to."""

from __future__ import annotations

from typing import Protocol

from sqlmodel import col, select

from core.command import Place
from core.errors import NotFound, Stale
from core.gaps.gap import Gap
from core.holdings.dossier import Dossier
from core.unit import OpenUnit


class OnGap(Protocol):
    """A command about one gap, named by its reference."""

    @property
    def gap(self) -> str: ...


def room_of_gap(command: OnGap, unit: OpenUnit) -> Place:
    """The room that keeps the dossier; raises NotFound."""
    return Place(room_id=_found(command.gap, unit)[1].room_id)


def find_gap(unit: OpenUnit, ref: str, seen_version: int) -> tuple[Gap, Dossier]:
    """The gap and its dossier, locked. Raises NotFound, Stale when it moved on since it was shown."""
    gap, dossier = _found(ref, unit)
    if gap.version != seen_version:
        raise Stale(state=gap.state)
    return gap, dossier


def _found(ref: str, unit: OpenUnit) -> tuple[Gap, Dossier]:
    row = unit.session.exec(
        select(Gap, Dossier)
        .join(Dossier, col(Dossier.id) == Gap.dossier_id)
        .where(Gap.ref == ref)
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound
    return row
