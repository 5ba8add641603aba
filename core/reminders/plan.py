"""The plan of a tick (这一刻的安排): who is told what now, what is held and until when, what is settled.

Pure questions: the tick acts on the plan, the preview prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from core.clock import local_date
from core.reminders.calendar import Calendar
from core.reminders.choice import Choices
from core.reminders.claim import Claimed
from core.reminders.held import Held
from core.reminders.letters import Letter, Reader, letters_for
from core.reminders.looked_at import BookOf, Due, LookedAt, look_again
from core.reminders.moment import Moment, moment_for
from core.reminders.posts import Posts
from core.reminders.reminder import ReminderState
from core.reminders.workdays import calendar_around
from rules.book import RuleBook

FURTHEST = 60  # working days that a plan looks back or ahead


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a plan is read from: one session, at one moment, by the books of house and rooms."""

    session: Session
    now: datetime
    house: RuleBook
    book_of: BookOf


@dataclass(slots=True)
class Plan:
    """`now` goes out at once, `later` waits for its moment; every slot is in one of them or settled."""

    looked: LookedAt
    choices: Choices
    calendar: Calendar
    now: list[Letter] = field(default_factory=list)
    later: list[tuple[Letter, Moment]] = field(default_factory=list)


def plan_of(sources: Sources, slots: Sequence[Claimed], held: Sequence[Held]) -> Plan:
    """What is to be done about these slots and held notices at this moment."""
    today = local_date(sources.now)
    known = {slot.id: slot for slot in (*slots, *(notice.slot for notice in held))}
    plan = Plan(
        look_again(sources.session, sources.book_of, known.values(), today),
        Choices(sources.session, sources.house, today),
        calendar_around(sources.session, today, -FURTHEST),
    )
    fresh = {slot.id for slot in slots}
    posts = Posts(sources.session, sources.now)
    told = []
    for due in plan.looked.due:
        if due.slot.id in fresh:
            readers = _readers(plan.choices, posts, due)
        else:
            readers = _held_readers(due, held, sources.now)
        if readers:
            told.append((due, readers))
        elif due.slot.id in fresh:
            unheard = ReminderState.NOT_NEEDED if due.standing.recurs else ReminderState.NOBODY
            plan.looked.settle(due.slot, unheard)
    _set_moments(plan, letters_for(told), sources.now)
    return plan


def _readers(choices: Choices, posts: Posts, due: Due) -> list[Reader]:
    """Each person once, in the first post of theirs that is named; who pauses has a stand-in."""
    people: dict[int, Reader] = {}
    for post in due.posts:
        for holder in posts.of(post, due.standing):
            for member_id, instead_of in choices.who_reads(holder, urgent=due.rung.urgent):
                if due.standing.recurs and choices.hushed(holder, member_id):
                    continue
                people.setdefault(member_id, Reader(member_id, post, instead_of))
    return list(people.values())


def _held_readers(due: Due, held: Sequence[Held], now: datetime) -> list[Reader]:
    """Those for whom this slot was held, and whose moment has come."""
    return [it.reader for it in held if it.slot.id == due.slot.id and it.send_at <= now]


def _set_moments(plan: Plan, letters: list[Letter], now: datetime) -> None:
    for letter in letters:
        choice = plan.choices.of(letter.reader.member_id)
        moment = moment_for(choice, now, plan.calendar, urgent=letter.urgent)
        if moment.at <= now:
            plan.now.append(letter)
        else:
            plan.later.append((letter, moment))
