"""Keeping a year of the calendar (记下一年): its exceptional days, and that it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import delete
from sqlmodel import col

from core.reminders.calendar_events import YearKnown
from core.reminders.known_year import KnownYear
from core.reminders.workdays import Workday
from core.unit import OpenUnit

OF_THE_ROOM = "room"  # a day that the room itself closed or opened: no notice touches it


def keep_year(
    unit: OpenUnit, year: int, days: Mapping[dt.date, bool], *, source: str, document: str = ""
) -> None:
    """Replace what was known of the year; days that are as their weekday says need no row."""
    session = unit.session
    session.execute(
        delete(Workday).where(
            col(Workday.day) >= dt.date(year, 1, 1),
            col(Workday.day) <= dt.date(year, 12, 31),
            col(Workday.source) != OF_THE_ROOM,
        )
    )
    told = {day: works for day, works in days.items() if works != (day.weekday() < 5)}
    for day, works in told.items():
        if session.get(Workday, day) is None:
            session.add(Workday(day=day, is_work=works, source=source))
    session.merge(
        KnownYear(
            year=year,
            source=source,
            document=document,
            known_at=unit.now,
            known_by=unit.principal.member_id,
        )
    )
    session.flush()
    unit.record(YearKnown(ref=str(year), source=source, document=document, exceptions=len(told)))
