"""Known years (已公布的年度): of which years the working days are known, and from where.

A day in a year that is not known yet is provisional (暂定): Monday to Friday is only a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlmodel import Field, Session, SQLModel, col

from core.prepared import Prepared
from core.reminders.workdays import LIBRARY, Workday


class KnownYear(SQLModel, table=True):
    __tablename__ = "known_year"

    year: int = Field(primary_key=True)
    source: str = Field(max_length=40)
    # The number of the State Council's notice, where somebody read it in.
    document: str = Field(default="", max_length=60)
    known_at: datetime
    known_by: int | None = Field(default=None, foreign_key="member.id")


_IS_KNOWN = Prepared(select(col(KnownYear.year)).where(col(KnownYear.year) == bindparam("of_year")))


def is_known(session: Session, day: date) -> bool:
    """Whether the calendar of this day's year is known."""
    return _IS_KNOWN.first(session, of_year=day.year) is not None


def known_years(session: Session) -> frozenset[int]:
    return frozenset(session.scalars(select(col(KnownYear.year))).all())


def years_of(exceptions: Iterable[Workday], now: datetime) -> list[KnownYear]:
    """The years that these exceptional days make known."""
    return [
        KnownYear(year=year, source=LIBRARY, known_at=now)
        for year in sorted({row.day.year for row in exceptions})
    ]
