"""What the day tells (当日): the house's calendar and heartbeat, and kits that are old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.config_check.finding import Finding
from bot.settings import BACKENDS, Settings
from core.clock import local_date

OF_THE_TIME = {
    "this_year_unknown": (
        "TIMEZONE",
        "the working days of {year} are not known; every due day is provisional: import the notice",
    ),
    "next_year_unknown": (
        "TIMEZONE",
        "the working days of {next} are not known; later due days are provisional",
    ),
    "reminders_have_not_run": (
        "DATABASE_URL",
        "reminders have not run: is a process with the worker role up?",
    ),
}


def of_the_time(settings: Settings, now: datetime) -> Iterator[Finding]:
    """What the house's own calendar and heartbeat say; before the first start, the library's years."""
    for code in _warnings(settings, now):
        name, sentence = OF_THE_TIME[code]
        yield Finding(name, sentence.format(year=now.year, next=now.year + 1), False)


def _warnings(settings: Settings, now: datetime) -> list[str]:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from bot.house_warnings import calendar_warnings, warnings_of
    from core.database import Database
    from core.reminders.workdays import known_exceptions

    url = make_url(settings.database_url)
    there = url.get_backend_name() != BACKENDS[0] or Path(url.database or "").is_file()
    if there:
        database = Database(settings.database_url)
        try:
            with database.reading() as session:
                return warnings_of(session, now)
        except SQLAlchemyError:
            pass  # not reachable, or not at the newest revision: `serve` says so
        finally:
            database.close()
    today = local_date(now)
    known = frozenset(y for y in (today.year, today.year + 1) if known_exceptions([y]))
    return list(calendar_warnings(known, today.year, (today.month, today.day)))


def old_kits(settings: Settings, today: date) -> Iterator[Finding]:
    """A kit is made every evening: an older one tells of a day that could not be worked on paper."""
    from bot.emergency_kit import kit_files

    for path in kit_files(settings.data_dir):
        made = local_date(datetime.fromtimestamp(path.stat().st_mtime, UTC))
        if made < today - timedelta(days=1):
            said = f"the emergency kit {path.name} is of {made}; make a new one at /desk/outage"
            yield Finding("DATA_DIR", said, False)
