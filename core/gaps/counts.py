"""Questions about how many gaps there are (缺件统计): owed, closed, explained, counted apart.

Counts may go to everyone; which paper of whom is another question (`SeenBy`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlmodel import Session, col

from core.gaps.gap import Gap, GapState

# Days past due, by where an office draws its lines: up to a week, up to a month, longer.
AGES = (7, 30)


@dataclass(frozen=True, slots=True)
class GapCounts:
    """`owed` are open; `late` are those of them past their day, by age (`AGES`)."""

    owed: int = 0
    closed: int = 0
    explained: int = 0
    late: tuple[int, int, int] = (0, 0, 0)
    # Late as somebody reported it, without saying since when.
    late_as_reported: int = 0

    @property
    def all(self) -> int:
        return self.owed + self.closed + self.explained

    @property
    def overdue(self) -> int:
        return sum(self.late) + self.late_as_reported

    def __add__(self, other: GapCounts) -> GapCounts:
        late = tuple(map(sum, zip(self.late, other.late, strict=True)))
        return GapCounts(
            self.owed + other.owed,
            self.closed + other.closed,
            self.explained + other.explained,
            (late[0], late[1], late[2]),
            self.late_as_reported + other.late_as_reported,
        )


def gap_counts(
    session: Session,
    units: Iterable[int],
    codes: tuple[str, ...],
    due: dict[int, date],
    today: date,
) -> dict[int, GapCounts]:
    """Counts of each unit over the kinds that `codes` name (a class or a kind; none: all).

    `due` is a unit's last day where its gaps have none of their own.
    """
    found: dict[int, GapCounts] = {}
    wanted = list(units)
    asked: Any = (
        select(col(Gap.unit_id), col(Gap.state), col(Gap.due_on), func.count())
        .where(col(Gap.unit_id).in_(wanted), col(Gap.state) != GapState.DROPPED, among(codes))
        .group_by(col(Gap.unit_id), col(Gap.state), col(Gap.due_on))
    )
    for unit_id, state, due_on, count in session.execute(asked).all():
        last = due_on or due.get(unit_id)
        found[unit_id] = found.get(unit_id, GapCounts()) + _counted(state, count, last, today)
    return found


def _counted(state: str, count: int, last: date | None, today: date) -> GapCounts:
    if state == GapState.CLOSED:
        return GapCounts(closed=count)
    if state == GapState.EXPLAINED:
        return GapCounts(explained=count)
    days = (today - last).days if last is not None else 0
    if days <= 0:
        return GapCounts(owed=count)
    age = sum(days > line for line in AGES)
    return GapCounts(owed=count, late=(count * (age == 0), count * (age == 1), count * (age == 2)))


def among(codes: tuple[str, ...]) -> ColumnElement[bool]:
    """True for gaps of kinds that the codes name, by themselves or by their class; no codes: all."""
    if not codes:
        return true()
    kind = col(Gap.kind)
    return or_(*(or_(kind == code, kind.startswith(code + "-")) for code in codes))
