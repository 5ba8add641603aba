"""Questions that make gap lists (查缺清单): how much each unit owes, which lines, one cadre's all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, or_, select

from core.gaps.counts import GapCounts, gap_counts
from core.gaps.gap import Gap, GapState
from core.gaps.sight import seen_gaps
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.members.scope import Viewer
from core.members.units import Unit

MOST_LINES = 2000
MOST_ON_PAPER = 10_000
MOST_CADRES = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to: a unit, a class or kind (3, 9-2, 9-2-4), a dossier's number, whose lines."""

    unit: int = 0
    code: str = ""
    number: str = ""
    seen_by: str = ""


def units_counted(
    session: Session, units: Sequence[Any], asked: Asked, today: date
) -> list[tuple[Any, GapCounts]]:
    """Each unit with its counts, those that owe the most first; units that owe nothing last."""
    codes = (asked.code,) if asked.code else ()
    counts = gap_counts(session, [it.id for it in units], codes, {}, today)
    rows = [(it, counts.get(it.id, GapCounts())) for it in units]
    return sorted((row for row in rows if row[1].all), key=lambda row: (-row[1].owed, row[0].id))


def units_of(session: Session, viewer: Viewer) -> list[Any]:
    """The units under the rooms whose staff they are, or over which they hold a role."""
    own = or_(col(Unit.room_id).in_(viewer.rooms), col(Unit.id).in_(viewer.units))
    asked = select(Unit).order_by(col(Unit.id))
    return list(session.exec(asked if viewer.reads_all else asked.where(own)).all())


def cadres_owing(session: Session, viewer: Viewer, asked: Asked) -> list[Any]:
    """(dossier number, name, unit, open gaps) of cadres with open gaps, by number; MOST_CADRES + 1."""
    statement: Any = (
        select(Dossier.number, Cadre.name, Unit.name, func.count())
        .select_from(Gap)
        .join(Dossier, col(Dossier.id) == Gap.dossier_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .join(Unit, col(Unit.id) == Gap.unit_id)
        .where(Gap.state == GapState.OPEN)
        .group_by(Dossier.number, Cadre.name, Unit.name)
        .order_by(Dossier.number)
        .limit(MOST_CADRES + 1)
    )
    return list(session.execute(_narrowed(seen_gaps(statement, viewer), asked)).all())


def explanations_waiting(session: Session, viewer: Viewer) -> list[Any]:
    """(dossier number, how many) where an explanation waits for somebody else to settle it."""
    statement: Any = (
        select(Dossier.number, func.count())
        .select_from(Gap)
        .join(Dossier, col(Dossier.id) == Gap.dossier_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Gap.state == GapState.OPEN, col(Gap.explained_by).is_not(None))
        .group_by(Dossier.number)
        .order_by(Dossier.number)
        .limit(MOST_CADRES)
    )
    return list(session.execute(seen_gaps(statement, viewer)).all())


def lines_owed(session: Session, viewer: Viewer, asked: Asked, most: int = MOST_LINES) -> list[Any]:
    """(gap, dossier, cadre) of open gaps, cadre by cadre, in the order of the catalogue.

    A screen or a paper takes the first `most`, and says so where there are more.
    """
    statement: Any = (
        select(Gap, Dossier, Cadre)
        .join(Dossier, col(Dossier.id) == Gap.dossier_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Gap.state == GapState.OPEN)
        .order_by(Dossier.number)
        .limit(most)
    )
    rows = session.execute(_narrowed(seen_gaps(statement, viewer), asked)).all()
    return sorted(rows, key=lambda row: (row[1].number, in_order(row[0])))


def gaps_of_dossier(session: Session, viewer: Viewer, number: str) -> list[Gap]:
    """All gaps of a dossier but the dropped ones, in the order of the catalogue."""
    statement: Any = (
        select(Gap)
        .join(Dossier, col(Dossier.id) == Gap.dossier_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Dossier.number == number, Gap.state != GapState.DROPPED)
    )
    return sorted(session.scalars(seen_gaps(statement, viewer)).all(), key=in_order)


def in_order(gap: Gap) -> tuple[list[int], str]:
    """By kind as the catalogue numbers it, then by occasion."""
    return [int(part) for part in gap.kind.split("-") if part.isdigit()], gap.occasion


def _narrowed(statement: Any, asked: Asked) -> Any:
    if asked.unit:
        statement = statement.where(Gap.unit_id == asked.unit)
    if asked.code:
        under = or_(Gap.kind == asked.code, col(Gap.kind).startswith(f"{asked.code}-"))
        statement = statement.where(under)
    if asked.seen_by:
        statement = statement.where(Gap.seen_by == asked.seen_by)
    return statement.where(Dossier.number == asked.number) if asked.number else statement


def first_due(session: Session, unit_id: int, today: date, until: date) -> tuple[date | None, int]:
    """The next last day of what this unit owes, and how many fall due up to `until`."""
    asked: Any = select(func.min(Gap.due_on), func.count()).where(
        Gap.unit_id == unit_id,
        Gap.state == GapState.OPEN,
        col(Gap.due_on) >= today,
    )
    first = session.execute(asked).one()[0]
    soon = session.execute(asked.where(col(Gap.due_on) <= until)).one()[1]
    return first, int(soon)
