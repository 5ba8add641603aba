"""Letters (通知): what one person is told of one case at one moment, however many volumes it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.reminders.calendar import Calendar
from core.reminders.looked_at import BookOf, Due
from core.reminders.posts import Posts
from core.reminders.slots import day_of


@dataclass(slots=True)
class Letter:
    """To a member in a post, about one thing; `due` are the subjects that it speaks of."""

    member_id: int
    post: str
    due: list[Due] = field(default_factory=list)

    @property
    def first(self) -> Due:
        """The subject that is due first."""
        return min(self.due, key=lambda it: (it.standing.due_on, it.slot.id))

    @property
    def urgent(self) -> bool:
        return any(it.rung.urgent for it in self.due)


def letters_for(posts: Posts, found: Iterable[Due]) -> tuple[list[Letter], list[Due]]:
    """A letter per person and thing; and what nobody could be told."""
    letters: dict[tuple[int, str, str], Letter] = {}
    untold = []
    for due in found:
        people = _people(posts, due)
        for member_id, post in people.items():
            key = (member_id, due.slot.subject, due.standing.about)
            letters.setdefault(key, Letter(member_id, post)).due.append(due)
        if not people:
            untold.append(due)
    return list(letters.values()), untold


def _people(posts: Posts, due: Due) -> dict[int, str]:
    """Each person once, in the first post of theirs that is named."""
    people: dict[int, str] = {}
    for post in due.posts:
        for member_id in posts.of(post, due.standing):
            people.setdefault(member_id, post)
    return people


def said_of(due: Due, book_of: BookOf, calendar: Calendar, today: date) -> dict[str, Any]:
    """What a ticket may say of it: number, day, working days left or (negative) late, and what next."""
    ladder = book_of(due.standing.room_id).ladders[due.slot.subject]
    late = [rung for rung in ladder.rungs if rung.days > 0]
    later = [rung for rung in ladder.rungs if rung.days > due.rung.days]
    nth = late.index(due.rung) + 1 if due.rung in late else 0
    return {
        "number": due.standing.number,
        "due_on": due.standing.due_on,
        "left": calendar.between(today, due.standing.due_on),
        "nth": nth,
        "before": _day(late[nth - 2], due, calendar) if nth > 1 else None,
        "next_on": _day(later[0], due, calendar) if later else None,
        "next_to": later[0].to if later else (),
        "is_last": not later,
    }


def _day(rung: Any, due: Due, calendar: Calendar) -> date:
    return day_of(rung, due.standing.due_on, calendar)
