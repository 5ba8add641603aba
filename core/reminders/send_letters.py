"""Sending letters (发通知): one message per case, or one a day with everything in it (每日汇总)."""

from __future__ import annotations

from collections import defaultdict

from core.clock import local_date
from core.reminders.choice import ReminderChoice
from core.reminders.events import ReminderSent
from core.reminders.letters import Letter, said_of
from core.reminders.looked_at import BookOf
from core.reminders.plan import Plan
from core.unit import OpenUnit


def send_letters(unit: OpenUnit, plan: Plan, book_of: BookOf) -> int:
    """Leave the messages of this moment; gives how many."""
    single: list[Letter] = []
    by_reader: defaultdict[int, list[Letter]] = defaultdict(list)
    for letter in plan.now:
        digested = plan.choices.of(letter.reader.member_id).digest_hour is not None
        (by_reader[letter.reader.member_id] if digested and not letter.urgent else single).append(
            letter
        )
    for letter in single:
        _send_one(unit, plan, letter, book_of)
    for member_id, letters in by_reader.items():
        _send_digest(unit, plan, letters, book_of)
        _note_digest(unit, plan.choices.of(member_id))
    _record(unit, plan.now)
    return len(single) + len(by_reader)


def _send_one(unit: OpenUnit, plan: Plan, letter: Letter, book_of: BookOf) -> None:
    due = letter.first
    unit.send(
        letter.reader.member_id,
        f"remind_{due.slot.subject}",
        due.standing.about,
        once=f"reminder:{due.slot.id}:{letter.reader.member_id}",
        **said_of(letter, book_of, plan.calendar, local_date(unit.now)),
    )


def _send_digest(unit: OpenUnit, plan: Plan, letters: list[Letter], book_of: BookOf) -> None:
    """The latest first; the key lets a day have one."""
    today = local_date(unit.now)
    said = [
        {"subject": letter.first.slot.subject, **said_of(letter, book_of, plan.calendar, today)}
        for letter in sorted(letters, key=lambda it: it.first.standing.due_on)
    ]
    member_id = letters[0].reader.member_id
    once = f"reminders:{today}:{member_id}"
    unit.send(member_id, "remind_of_the_day", "", once=once, items=said)


def _note_digest(unit: OpenUnit, choice: ReminderChoice) -> None:
    choice.last_digest_on = local_date(unit.now)
    unit.session.add(choice)


def _record(unit: OpenUnit, letters: list[Letter]) -> None:
    """The log names the thing and the posts, once per thing."""
    told: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for letter in letters:
        due = letter.first
        told[due.standing.about, due.slot.subject, due.rung.name].append(letter.reader.post)
    for (about, subject, rung), posts in told.items():
        heard = tuple(dict.fromkeys(posts))
        unit.record(ReminderSent(ref=about, subject=subject, rung=rung, posts=heard))
