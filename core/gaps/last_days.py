"""Last days (补齐期限): by when a unit has to settle what is found now, as its running campaigns say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from core.campaigns.questions import turns_of_units


@dataclass(frozen=True, slots=True)
class LastDay:
    """A batch's last day, and the classes or kinds it is about; none: all."""

    due_on: date
    codes: tuple[str, ...]

    def covers(self, kind: str) -> bool:
        return not self.codes or any(kind == it or kind.startswith(f"{it}-") for it in self.codes)


def last_days(session: Session, units: Collection[int]) -> dict[int, tuple[LastDay, ...]]:
    """Unit → the last days of its running batches, the earliest first."""
    return {
        unit: tuple(LastDay(turn.due_on, turn.codes) for turn in turns)
        for unit, turns in turns_of_units(session, units).items()
    }


def day_of(kind: str, days: Sequence[LastDay]) -> date | None:
    """The earliest last day that is about this kind; None where no campaign asks for it."""
    return next((it.due_on for it in days if it.covers(kind)), None)
