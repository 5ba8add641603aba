"""Slots (提醒时点): the moments at which a ladder speaks of a day, and the rows that keep them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, insert, text, update
from sqlmodel import Session, SQLModel, col

from core.clock import SHANGHAI
from core.prepared import Prepared
from core.reminders.calendar import Calendar
from core.reminders.reminder import Reminder, ReminderState
from core.reminders.workdays import calendar_around
from rules.book import RuleBook
from rules.ladder import Ladder, Rung

Slot = tuple[str, datetime]


def slots_of(session: Session, book: RuleBook, ladder: Ladder, due_on: date) -> list[Slot]:
    """Rung and moment (UTC) for every rung of the ladder over this day."""
    far = max(abs(rung.days) for rung in ladder.rungs)
    calendar = calendar_around(session, due_on, -far)
    at = time(book.periods["reminder_hour"].value)
    return [
        (rung.name, datetime.combine(day_of(rung, due_on, calendar), at, SHANGHAI).astimezone(UTC))
        for rung in ladder.rungs
    ]


def day_of(rung: Rung, due_on: date, calendar: Calendar) -> date:
    """The day on which this rung is reached."""
    if rung.unit == "working_days":
        return calendar.shifted(due_on, rung.days)
    return due_on + timedelta(days=rung.days)


def keep_slots(
    session: Session, subject: str, subject_id: int, due_on: date, slots: list[Slot]
) -> None:
    """Write the rows; one that is there already raises IntegrityError."""
    if not slots:
        return
    values: dict[str, Any] = {f"rung_{n}": rung for n, (rung, _) in enumerate(slots)}
    values |= {f"due_at_{n}": at for n, (_, at) in enumerate(slots)}
    _insert(len(slots))(session, subject=subject, subject_id=subject_id, due_on=due_on, **values)


@cache
def _insert(count: int) -> Prepared:
    """Types are named: SQLAlchemy finds those of the first row only."""
    types = {column.name: column.type for column in SQLModel.metadata.tables["reminder"].columns}
    shared: dict[str, Any] = {
        name: bindparam(name, type_=types[name]) for name in ("subject", "subject_id", "due_on")
    }
    return Prepared(
        insert(Reminder).values(
            [
                shared
                | {
                    "rung": bindparam(f"rung_{n}", type_=types["rung"]),
                    "due_at": bindparam(f"due_at_{n}", type_=types["due_at"]),
                }
                | {"state": ReminderState.WAITING}
                for n in range(count)
            ]
        )
    )


def settle_moved(session: Session, subject: str, subject_id: int, now: datetime) -> None:
    """The day is another now: what still waits for the old one will not be said."""
    session.execute(
        update(Reminder)
        .where(
            col(Reminder.subject) == subject,
            col(Reminder.subject_id) == subject_id,
            text("reminder.state = 'waiting'"),
        )
        .values(state=ReminderState.MOVED, settled_at=now)
        .execution_options(synchronize_session=False)
    )
