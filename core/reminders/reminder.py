"""Reminder (提醒): one slot per subject, due day and rung, claimed once; the clock only ticks.

A subject is anything with a day that falls due: its kind names a ladder of the rule book, its id a
row. A day that moves gets slots of its own; what was said of the old day stays as it was.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of


class ReminderState(StrEnum):
    WAITING = "waiting"
    HELD = "held"  # claimed; nobody told yet, for the quiet hours, a day off or a daily digest
    SENT = "sent"
    NOT_NEEDED = "not_needed"  # looked at in time: it is back, or the book asks no longer
    COLLAPSED = "collapsed"  # a later one of the same subject spoke for it
    MOVED = "moved"  # the day it spoke of is no longer the day
    NOBODY = "nobody"  # nobody holds a post that it names


class Reminder(SQLModel, table=True):
    __tablename__ = "reminder"
    __table_args__ = (
        one_of("state", ReminderState),
        holds("outcome_has_a_time", "(state = 'waiting') = (settled_at IS NULL)"),
        UniqueConstraint("subject", "subject_id", "due_on", "rung"),
        Index(
            "ix_reminder_due",
            "due_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=16)
    subject_id: int
    due_on: date
    rung: str = Field(max_length=20)
    due_at: datetime
    state: str = Field(default=ReminderState.WAITING, max_length=12)
    settled_at: datetime | None = None
