"""A full day (日期) out of the ways people write it: 2026-11-20, 2026年11月20日, 2026.11.20, 20261120."""

from __future__ import annotations

import re
from datetime import date, datetime

from core.holdings.roster.cells import Cell, ascii_text, number_text
from core.holdings.roster.problem import Unreadable, echo

EARLIEST_YEAR, LATEST_YEAR = 1950, 2099
SEPARATED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")
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


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
