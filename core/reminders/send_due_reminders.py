"""Send what is due (到期即发): each slot is claimed once, looked at again, and its outcome kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlmodel import Session

from core.command import Answer, Command, Done, use_case
from core.reminders import gap_week, loan, submission  # noqa: F401 — a subject is declared by being imported
from core.reminders.claim import anything_due, claim
from core.reminders.held import anything_held, held_notices
from core.reminders.keep_outcomes import keep_outcomes
from core.reminders.looked_at import BookOf
from core.reminders.plan import Sources, plan_of
from core.reminders.send_letters import send_letters
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.book import RuleBook

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDueReminders(Command):
    """The clock's tick; its key is the moment, so a repeated tick is the same tick."""


@use_case(SendDueReminders, principals={"clock"})
def send_due_reminders(command: SendDueReminders, unit: OpenUnit) -> Answer:
    """One message per person and case, or per person and day; what needs none is settled silently."""
    slots = claim(unit.session, unit.now, AT_ONCE)
    held = held_notices(unit.session, unit.now, slots)
    book_of = books_of(unit)
    plan = plan_of(Sources(unit.session, unit.now, unit.law.book, book_of), slots, held)
    sent = send_letters(unit, plan, book_of)
    keep_outcomes(unit, plan, held)
    return Done({"sent": sent, "looked_at": len(slots)})


def anything_to_send(session: Session, now: datetime) -> bool:
    """Whether a tick at this moment would find anything; a glance at two indexes."""
    return anything_due(session, now) or anything_held(session, now)


def books_of(unit: OpenUnit) -> BookOf:
    """The book of each room, looked up once."""

    @cache
    def book_of(room_id: int) -> RuleBook:
        return law_of(unit, room_id).book

    return book_of
