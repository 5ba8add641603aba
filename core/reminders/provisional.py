"""Provisional days (暂定的日子): counted into a year whose working days are not known yet.

The row keeps what was counted, so that the day can be counted again once the year is known.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, bindparam, insert, text, update
from sqlmodel import Field, Session, SQLModel, col

from core.constraints import holds
from core.prepared import Prepared
from core.reminders.known_year import is_known
from core.reminders.workdays import calendar_around

FURTHEST = 60


class Provisional(SQLModel, table=True):
    __tablename__ = "provisional"
    __table_args__ = (
        UniqueConstraint("subject", "subject_id", "day"),
        holds("counted_forward", "working_days >= 0"),
        Index(
            "ix_provisional_open",
            "day",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=16)
    subject_id: int
    counted_from: date
    working_days: int
    day: date
    settled_at: datetime | None = None
    # The day that it turned out to be; the same day when it stood.
    became: date | None = None


_NOTE = Prepared(
    insert(Provisional).values(
        {name: bindparam(name) for name in ("subject", "subject_id", "counted_from", "day")}
        | {"working_days": bindparam("working_days")}
    )
)


def note_if_provisional(
    session: Session, subject: str, subject_id: int, counted_from: date, day: date
) -> None:
    """Keep how the day was counted, if its year is not known."""
    if is_known(session, day):
        return
    calendar = calendar_around(session, counted_from, FURTHEST)
    _NOTE(
        session,
        subject=subject,
        subject_id=subject_id,
        counted_from=counted_from,
        working_days=calendar.between(counted_from, day),
        day=day,
    )


def settle_provisional(session: Session, subject: str, subject_id: int, now: datetime) -> None:
    """The day is another now by somebody's word: nothing is left to be counted again."""
    session.execute(
        update(Provisional)
        .where(
            col(Provisional.subject) == subject,
            col(Provisional.subject_id) == subject_id,
            col(Provisional.settled_at).is_(None),
        )
        .values(settled_at=now)
        .execution_options(synchronize_session=False)
    )
