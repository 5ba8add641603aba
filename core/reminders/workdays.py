"""Working days (工作日): Monday to Friday, except where the room's own table says otherwise.

The table follows the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知); it is
seeded from chinesecalendar for the years that library knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import chinese_calendar
from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from core.prepared import Prepared
from core.reminders.calendar import Calendar

LIBRARY = "chinesecalendar"


class Workday(SQLModel, table=True):
    """A day that is not what its weekday says."""

    __tablename__ = "workday"

    day: dt.date = Field(primary_key=True)
    is_work: bool
    source: str = Field(max_length=40)


_EXCEPTIONS = Prepared(
    select(col(Workday.day), col(Workday.is_work)).where(
        col(Workday.day) > bindparam("after"), col(Workday.day) <= bindparam("to")
    )
)


def after_working_days(session: Session, start: dt.date, days: int) -> dt.date:
    """The `days`-th working day after `start` (the start itself is not counted)."""
    return calendar_around(session, start, days).shifted(start, days)


def calendar_around(session: Session, day: dt.date, days: int) -> Calendar:
    """The calendar as far as this many working days lead from `day`, either way."""
    reach = dt.timedelta(days=abs(days) * 2 + 30)
    first, last = day - (reach if days < 0 else dt.timedelta()), day + reach
    return Calendar({row.day: row.is_work for row in _EXCEPTIONS(session, after=first, to=last)})


def known_exceptions(years: Iterable[int]) -> list[Workday]:
    """The library's exceptional days of these years; a year it does not know gives none."""
    found: list[Workday] = []
    for year in years:
        try:
            found += _of_year(year)
        except NotImplementedError:
            continue
    return found


def _of_year(year: int) -> list[Workday]:
    days = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366))
    return [
        Workday(day=day, is_work=works, source=LIBRARY)
        for day in days
        if day.year == year and (works := chinese_calendar.is_workday(day)) != (day.weekday() < 5)
    ]
