"""A full day (日期) out of the ways people write it: 2026-11-20, 2026年11月20日, 2026.11.20, 20261120."""

from __future__ import annotations

import re
from datetime import date, datetime

from core.holdings.roster.cells import Cell, ascii_text, number_text
from core.holdings.roster.problem import Unreadable, echo

EARLIEST_YEAR, LATEST_YEAR = 1950, 2099
SEPARATED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")
PARTLY = re.compile(
    r"(\d{4})\s*(?:年|[-/.])?\s*(?:(?<=[-/.年])(\d{1,2})\s*(?:月|[-/.])?\s*(?:(?<=[-/.月])(\d{1,2})日?)?)?"
)
PARTLY_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
EARLIEST_FORMED = 1900
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def full_day(cell: Cell) -> str:
    """The day of a filled cell as 'YYYY-MM-DD'. Raises Unreadable(day_unreadable)."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    written = number_text(cell) if isinstance(cell, float) else ascii_text(str(cell))
    found = SEPARATED.fullmatch(written) or COMPACT.fullmatch(written)
    day = _day(*map(int, found.groups())) if found else None
    if day is None:
        raise Unreadable("day_unreadable", value=echo(cell))
    return day.isoformat()


def formed_on(cell: Cell) -> str:
    """When a paper was made, as far as it tells: YYYY, YYYY.MM or YYYY.MM.DD.

    Raises Unreadable(day_unreadable).
    """
    if isinstance(cell, date):
        return f"{cell:%Y.%m.%d}"
    written = number_text(cell) if isinstance(cell, float | int) else ascii_text(str(cell)).strip()
    found = PARTLY.fullmatch(written) or PARTLY_COMPACT.fullmatch(written)
    if found is None or not EARLIEST_FORMED <= int(found[1]) <= LATEST_YEAR:
        raise Unreadable("day_unreadable", value=echo(cell))
    year, month, day = (int(it) for it in (found[1], found[2] or 1, found[3] or 1))
    try:
        date(year, month, day)
    except ValueError:
        raise Unreadable("day_unreadable", value=echo(cell)) from None
    parts = [found[1], *(f"{int(it):02}" for it in (found[2], found[3]) if it)]
    return ".".join(parts)


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
