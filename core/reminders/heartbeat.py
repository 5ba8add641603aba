"""Heartbeat (心跳): when the reminders last ran, so that a page can say that they have not."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlmodel import Field, Session, SQLModel, col

from core.prepared import Prepared

REMINDERS = "reminders"
# A tick is every half minute; ten minutes without one is a stopped worker, not a slow one.
PATIENCE = timedelta(minutes=10)


class Heartbeat(SQLModel, table=True):
    __tablename__ = "heartbeat"

    name: str = Field(primary_key=True, max_length=20)
    at: datetime


_LAST = Prepared(select(col(Heartbeat.at)).where(col(Heartbeat.name) == bindparam("name")))


def beat(session: Session, now: datetime) -> None:
    """The reminders ran."""
    session.merge(Heartbeat(name=REMINDERS, at=now))


def last_beat(session: Session) -> datetime | None:
    row = _LAST.first(session, name=REMINDERS)
    return None if row is None else row.at


def is_silent(last: datetime | None, now: datetime) -> bool:
    """Whether the reminders have not run for longer than a working house is silent."""
    return last is None or now - last > PATIENCE
