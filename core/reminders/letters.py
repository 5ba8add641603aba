"""Letters (通知): what one person is told of one case at one moment, however many volumes it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from core.reminders.calendar import Calendar
from core.reminders.looked_at import BookOf, Due
from core.reminders.slots import day_of
from rules.ladder import Rung


class Reader(NamedTuple):
    """A member who hears of it, in which post, and in whose stead."""

    member_id: int
    post: str
    instead_of: int | None = None


@dataclass(slots=True)
class Letter:
    """To a reader, about one thing; `due` are the subjects that it speaks of."""

    reader: Reader
    due: list[Due] = field(default_factory=list)

    @property
    def first(self) -> Due:
        """The subject that is due first."""
        return min(self.due, key=lambda it: (it.standing.due_on, it.slot.id))

    @property
    def urgent(self) -> bool:
        return any(it.rung.urgent for it in self.due)


def letters_for(told: Iterable[tuple[Due, list[Reader]]]) -> list[Letter]:
    """A letter per person and thing."""
    letters: dict[tuple[int, str, str], Letter] = {}
    for due, readers in told:
        for reader in readers:
            # What comes round is told in one card, of however many units.
            about = "" if due.standing.recurs else due.standing.about
            key = (reader.member_id, due.slot.subject, about)
            letters.setdefault(key, Letter(reader)).due.append(due)
    return list(letters.values())


def said_of(letter: Letter, book_of: BookOf, calendar: Calendar, today: date) -> dict[str, Any]:
    """What a ticket may say: number, day, working days left or (negative) late, and what is next."""
    due = letter.first
    ladder = book_of(due.standing.room_id).ladders[due.slot.subject]
    late = [rung for rung in ladder.rungs if rung.days > 0 and rung.name not in due.silent]
    later = [rung for rung in ladder.rungs if rung.days > due.rung.days]
    nth = late.index(due.rung) + 1 if due.rung in late else 0
    if due.standing.recurs:
        units = [dict(it.standing.said) for it in letter.due]
        return {"units": units, "today": today, "instead": letter.reader.instead_of is not None}
    return {
        "number": due.standing.number,
        "post": letter.reader.post,
        "instead": letter.reader.instead_of is not None,
        "volumes": len(letter.due),
        "due_on": due.standing.due_on,
        "left": calendar.between(today, due.standing.due_on),
        "nth": nth,
        "before": _day(late[nth - 2], due, calendar) if nth > 1 else None,
        "next_on": _day(later[0], due, calendar) if later else None,
        "next_to": later[0].to if later else (),
        "is_last": not later,
    }


def _day(rung: Rung, due: Due, calendar: Calendar) -> date:
    return day_of(rung, due.standing.due_on, calendar)
