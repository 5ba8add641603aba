"""Sending letters (发通知): one message per case, or one a day with everything in it (每日汇总)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.clock import local_date
from core.reminders.events import ReminderSent
from core.reminders.letters import Letter, said_of
from core.reminders.looked_at import BookOf
from core.reminders.plan import Plan
from core.unit import OpenUnit

DIGEST = "remind_of_the_day"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message: its template with values, what it is about, and the letters that it carries."""

    kind: str
    about: str
    once: str
    args: dict[str, Any]
    letters: list[Letter]

    @property
    def member_id(self) -> int:
        return self.letters[0].reader.member_id


def send_letters(unit: OpenUnit, plan: Plan, book_of: BookOf) -> int:
    """Leave the messages of this moment; gives how many."""
    messages = list(messages_of(plan, book_of, local_date(unit.now)))
    for it in messages:
        unit.send(it.member_id, it.kind, it.about, once=it.once, **it.args)
        if it.kind == DIGEST:
            choice = plan.choices.of(it.member_id)
            choice.last_digest_on = local_date(unit.now)
            unit.session.add(choice)
    _record(unit, plan.now)
    return len(messages)


def messages_of(plan: Plan, book_of: BookOf, today: date) -> Iterator[Outgoing]:
    """The letters that go out now, as messages; an urgent one is never put into a digest."""
    by_reader: defaultdict[int, list[Letter]] = defaultdict(list)
    for letter in plan.now:
        if plan.choices.of(letter.reader.member_id).digest_hour is not None and not letter.urgent:
            by_reader[letter.reader.member_id].append(letter)
        else:
            yield _single(plan, letter, book_of, today)
    for letters in by_reader.values():
        yield _digest(plan, letters, book_of, today)


def _single(plan: Plan, letter: Letter, book_of: BookOf, today: date) -> Outgoing:
    due = letter.first
    return Outgoing(
        f"remind_{due.slot.subject}",
        due.standing.about,
        f"reminder:{due.slot.id}:{letter.reader.member_id}",
        said_of(letter, book_of, plan.calendar, today),
        [letter],
    )


def _digest(plan: Plan, letters: list[Letter], book_of: BookOf, today: date) -> Outgoing:
    """In the order of the due days; the key lets a day have one."""
    ordered = sorted(letters, key=lambda it: it.first.standing.due_on)
    items = [
        {"subject": it.first.slot.subject, **said_of(it, book_of, plan.calendar, today)}
        for it in ordered
    ]
    once = f"reminders:{today}:{letters[0].reader.member_id}"
    return Outgoing(DIGEST, "", once, {"items": items}, ordered)


def _record(unit: OpenUnit, letters: list[Letter]) -> None:
    """The log names the thing and the posts, once per thing."""
    told: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for letter in letters:
        for due in letter.due:
            told[due.standing.about, due.slot.subject, due.rung.name].append(letter.reader.post)
    for (about, subject, rung), posts in told.items():
        heard = tuple(dict.fromkeys(posts))
        unit.record(ReminderSent(ref=about, subject=subject, rung=rung, posts=heard))
