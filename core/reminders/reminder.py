"""Reminder (提醒): one row per subject and rung, claimed once; the clock only ticks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from core.constraints import one_of


class ReminderState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    NOT_NEEDED = "not_needed"


class Reminder(SQLModel, table=True):
    __tablename__ = "reminder"
    __table_args__ = (
        one_of("state", ReminderState),
        UniqueConstraint("custody_id", "rung"),
        Index(
            "ix_reminder_due",
            "due_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    custody_id: int = Field(foreign_key="custody.id")
    rung: str = Field(max_length=20)
    due_at: datetime
    state: str = Field(default=ReminderState.WAITING, max_length=12)
    sent_at: datetime | None = None
