"""Send what is due (到期即发): each slot is claimed once, looked at again, and its outcome kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.event import Event
from core.reminders import loan  # noqa: F401 — a subject is declared by being imported
from core.reminders.claim import claim, settle
from core.reminders.letters import Letter, letters_for, said_of
from core.reminders.looked_at import BookOf, look_again
from core.reminders.posts import Posts
from core.reminders.reminder import ReminderState
from core.reminders.workdays import calendar_around
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.book import RuleBook

AT_ONCE = 500
FURTHEST = 60  # working days that a message looks back or ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDueReminders(Command):
    """The clock's tick; its key is the moment, so a repeated tick is the same tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent(Event):
    """`ref` is what it was about; `posts` who heard of it."""

    about: ClassVar[str] = "request"
    ref: str
    subject: str
    rung: str
    posts: tuple[str, ...]


@use_case(SendDueReminders, principals={"clock"})
def send_due_reminders(command: SendDueReminders, unit: OpenUnit) -> Answer:
    """One message per person and case; what needs none is settled without a word."""
    slots = claim(unit.session, unit.now, AT_ONCE)
    book_of = books_of(unit)
    looked = look_again(unit.session, book_of, slots)
    letters, untold = letters_for(Posts(unit.session, unit.now), looked.due)
    for due in untold:
        looked.settle(due.slot, ReminderState.NOBODY)
    for outcome, settled in looked.settled.items():
        settle(unit.session, settled, outcome)
    for letter in letters:
        _send(unit, letter, book_of)
    _note(unit, letters)
    return Done({"sent": len(letters), "looked_at": len(slots)})


def books_of(unit: OpenUnit) -> BookOf:
    """The book of each room, looked up once."""

    @cache
    def book_of(room_id: int) -> RuleBook:
        return law_of(unit, room_id).book

    return book_of


def _send(unit: OpenUnit, letter: Letter, book_of: BookOf) -> None:
    due, today = letter.first, local_date(unit.now)
    calendar = calendar_around(unit.session, min(today, due.standing.due_on), -FURTHEST)
    unit.send(
        letter.member_id,
        f"remind_{due.slot.subject}",
        due.standing.about,
        once=f"reminder:{due.slot.id}:{letter.member_id}",
        post=letter.post,
        volumes=len(letter.due),
        **said_of(due, book_of, calendar, today),
    )


def _note(unit: OpenUnit, letters: list[Letter]) -> None:
    """The log names the thing and the posts, once per thing."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for letter in letters:
        due = letter.first
        key = (due.standing.about, due.slot.subject, due.rung.name)
        told.setdefault(key, []).append(letter.post)
    for (about, subject, rung), posts in told.items():
        heard = tuple(dict.fromkeys(posts))
        unit.record(ReminderSent(ref=about, subject=subject, rung=rung, posts=heard))
