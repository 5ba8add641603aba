"""Warnings (提醒注意): what does not keep the house from serving, and should not stay as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from core.clock import local_date
from core.reminders.heartbeat import PATIENCE, is_silent, last_beat
from core.reminders.known_year import known_years
from core.reminders.send_due_reminders import anything_to_send

SILENT = "reminders_have_not_run"
THIS_YEAR, NEXT_YEAR = "this_year_unknown", "next_year_unknown"
# The State Council's notice usually comes early in November.
NOTICE_EXPECTED = (11, 15)


def warnings_of(session: Session, now: datetime) -> list[str]:
    """Codes, the gravest first."""
    silent = [SILENT] if reminders_are_silent(session, now) else []
    today = local_date(now)
    return [*silent, *calendar_warnings(known_years(session), today.year, (today.month, today.day))]


def reminders_are_silent(session: Session, now: datetime) -> bool:
    """Whether the reminders stopped; where they never ran, only once something should have gone out."""
    last = last_beat(session)
    if last is None:
        return anything_to_send(session, now - PATIENCE)
    return is_silent(last, now)


def calendar_warnings(
    known: frozenset[int], year: int, month_and_day: tuple[int, int]
) -> Iterator[str]:
    """A year without its working days; the next one only when its notice should be out."""
    if year not in known:
        yield THIS_YEAR
    elif year + 1 not in known and month_and_day >= NOTICE_EXPECTED:
        yield NEXT_YEAR
