"""Year and month (年月) out of the many ways people write them.

Taken: 1985年8月, 1985-08, 1985/8, 1985.8, 198508, 19850801, 1985年8月1日, dates of the spreadsheet.
A number cell that shows 2014.1 may have been typed 2014.10, which the spreadsheet cut: it is asked
back, not guessed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NewType

from core.holdings.roster.cells import Cell, ascii_text
from core.holdings.roster.problem import Unreadable, echo

YearMonth = NewType("YearMonth", str)  # 'YYYY-MM', so that order of text is order of time

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099

SEPARATED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(?:\d{1,2}日?)?)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(?:\d{2})?")
YEAR_ALONE = re.compile(r"\d{4}年?")


def year_month(cell: Cell) -> YearMonth:
    """The year and month of a filled cell.

    Raises Unreadable with date_unreadable, date_without_month, date_month_impossible,
    date_month_ambiguous or date_year_impossible.
    """
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.isoformat())
    text = _as_typed(cell)
    found = SEPARATED.fullmatch(text) or COMPACT.fullmatch(text)
    if found is None:
        code = "date_without_month" if YEAR_ALONE.fullmatch(text) else "date_unreadable"
        raise Unreadable(code, value=echo(cell))
    return _checked(int(found[1]), int(found[2]), text)


def _as_typed(cell: Cell) -> str:
    if not isinstance(cell, float):
        return ascii_text(str(cell))
    text = str(int(cell)) if cell.is_integer() else repr(cell)
    if text.endswith(".1"):
        raise Unreadable("date_month_ambiguous", value=text)
    return text


def _checked(year: int, month: int, written: str) -> YearMonth:
    if not 1 <= month <= 12:
        raise Unreadable("date_month_impossible", value=echo(written))
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Unreadable("date_year_impossible", value=echo(written))
    return YearMonth(f"{year}-{month:02}")
