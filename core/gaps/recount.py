"""Count the gaps of some dossiers (查缺): find new ones, close what is there, drop what is not asked.

What a person closed or explained stays so, whatever the counting finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from core.clock import local_date
from core.gaps.demands import Demand, demands
from core.gaps.events import GapClosed
from core.gaps.facts_of_cadre import happened
from core.gaps.gap import Gap, GapState, GapStep, SeenBy
from core.gaps.holding import Key, answered
from core.gaps.last_days import LastDay, day_of, last_days
from core.gaps.standing import Standing, standing_of
from core.holdings.cadre import Authority
from core.holdings.dossier import Secrecy
from core.ids import opaque
from core.requests.room_law import law_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True)
class Counted:
    """How many gaps are new or open again, how many were closed or dropped by counting."""

    found: int = 0
    closed: int = 0
    dropped: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.found + other.found, self.closed + other.closed, self.dropped + other.dropped
        )


def recount(unit: OpenUnit, dossiers: Sequence[int]) -> Counted:
    """Bring the gaps of these dossiers up to date, in this transaction."""
    total, new = Counted(), list[dict[str, Any]]()
    standing = standing_of(unit.session, dossiers)
    last = last_days(unit.session, {it.cadre.unit_id for it in standing})
    for it in standing:
        wanted = demanded_of(unit, it)
        met = answered(_unsettled(it, wanted), _free_papers(it))
        total += _close(unit, it, met)
        total += _drop(it, wanted)
        rows = _open(unit, it, wanted, met, last.get(it.cadre.unit_id, ()))
        new += [row for row in rows if row is not None]
        total += Counted(found=len(rows))
    if new:
        # The table itself: nobody asks for the ids of thirty rows a dossier.
        unit.session.connection().execute(insert(Gap.__table__), new)  # type: ignore[attr-defined]
    return total


def demanded_of(unit: OpenUnit, it: Standing) -> dict[Key, Demand]:
    """What the room's book demands of this dossier today."""
    kinds = law_of(unit, it.dossier.room_id).book.materials.values()
    year = local_date(unit.now).year
    found = demands(it.cadre, happened(it.cadre, it.facts), kinds, year)
    return {demand.key: demand for demand in found}


def seen_by(kind_says: str, it: Standing) -> str:
    """Who may see a line: leaders' lines pass no contact, a secret dossier's nobody outside."""
    if it.dossier.secrecy != Secrecy.NONE:
        return SeenBy.ORGAN
    if kind_says == SeenBy.CONTACT and it.cadre.custody_authority != Authority.DEPARTMENTAL:
        return SeenBy.LEADER
    return kind_says


def _unsettled(it: Standing, wanted: dict[Key, Demand]) -> list[Key]:
    """The demands that no paper has closed yet; an explained one may still be met by its paper."""
    return [key for key in wanted if not (key in it.gaps and it.gaps[key].state == GapState.CLOSED)]


def _free_papers(it: Standing) -> list[Any]:
    """The papers that closed nothing yet."""
    used = {gap.material_id for gap in it.gaps.values() if gap.state == GapState.CLOSED}
    return [paper for paper in it.papers if paper.id not in used]


def _close(unit: OpenUnit, it: Standing, met: dict[Key, int]) -> Counted:
    closed = 0
    for key, material in met.items():
        gap = it.gaps.get(key)
        if gap is None or gap.state == GapState.DROPPED:
            continue
        gap.take(GapStep.CLOSE)
        gap.material_id, gap.closed_at = material, unit.now
        tell_closed(unit, gap, it.dossier.number)
        closed += 1
    return Counted(closed=closed)


def _drop(it: Standing, wanted: dict[Key, Demand]) -> Counted:
    gone = [g for key, g in it.gaps.items() if g.state == GapState.OPEN and key not in wanted]
    for gap in gone:
        gap.take(GapStep.DROP)
    return Counted(dropped=len(gone))


def _open(
    unit: OpenUnit,
    it: Standing,
    wanted: dict[Key, Demand],
    met: dict[Key, int],
    last: Sequence[LastDay],
) -> list[dict[str, Any] | None]:
    """Rows to insert for new gaps, None for each that was dropped and is asked for again."""
    rows: list[dict[str, Any] | None] = []
    for key, demand in wanted.items():
        gap = it.gaps.get(key)
        if key in met or (gap is not None and gap.state in (GapState.CLOSED, GapState.EXPLAINED)):
            continue
        owed = _owed(it, demand)
        if gap is None:
            due_on = day_of(demand.kind.code, last)
            rows.append(_new(unit, it, demand) | owed | {"due_on": due_on})
            continue
        if gap.state == GapState.DROPPED:
            gap.take(GapStep.RENEW)
            gap.found_at = unit.now
            gap.due_on = gap.due_on or day_of(gap.kind, last)
            rows.append(None)
        for name, value in owed.items():
            setattr(gap, name, value)
    return rows


def _owed(it: Standing, demand: Demand) -> dict[str, Any]:
    """What follows the cadre and the book as they are now."""
    return {
        "unit_id": it.cadre.unit_id,
        "owner": demand.kind.owner,
        "seen_by": seen_by(demand.kind.seen_by, it),
        "best": demand.best,
    }


def _new(unit: OpenUnit, it: Standing, demand: Demand) -> dict[str, Any]:
    return {
        "ref": opaque(20),
        "dossier_id": it.dossier.id,
        "kind": demand.kind.code,
        "occasion": demand.occasion,
        "state": GapState.OPEN,
        "explanation": "",
        "found_at": unit.now,
        "version": 1,
    }


def tell_closed(unit: OpenUnit, gap: Gap, number: str) -> None:
    """Record that a gap is closed, by the paper or by an explanation."""
    unit.record(
        GapClosed(
            ref=number,
            gap=gap.id or 0,
            dossier=gap.dossier_id,
            unit=gap.unit_id,
            kind=gap.kind,
            how=gap.state,
        )
    )
