"""The workday sheet (工作日表): the State Council's notice as a CSV of days off and make-up days.

Two columns, day and what it is, a third for its name; a heading may stand above. A row may name a
stretch (`2027-02-05—2027-02-11`).
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO

LARGEST = 64 * 1024
MOST_ROWS = 400
LONGEST_STRETCH = 15
OFF = frozenset({"休", "放假", "休息", "节假日", "假", "off"})
WORKS = frozenset({"班", "上班", "补班", "调休上班", "工作", "work"})
# No notice leaves these out; a sheet without them is half a sheet.
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1))

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_STRETCH = re.compile(rf"({_DAY.pattern})(?:-|—|–|~|至|到)+({_DAY.pattern})")


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is amiss in a row (1-based; 0 is the whole sheet), by a code with a sentence in replies."""

    row: int
    code: str
    text: str = ""


@dataclass(slots=True)
class WorkdaySheet:
    """The exceptional days as the sheet names them, and everything that is amiss."""

    days: dict[dt.date, bool] = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)

    @property
    def year(self) -> int:
        """The year of most days; 0 for an empty sheet."""
        years = [day.year for day in self.days]
        return max(set(years), key=years.count) if years else 0


def read_sheet(content: bytes, this_year: int) -> WorkdaySheet:
    """The sheet of this year or one of the next two; every problem is named, not only the first."""
    sheet = WorkdaySheet()
    text = _decoded(content)
    if text is None or len(content) > LARGEST:
        sheet.problems.append(SheetProblem(0, "not_a_sheet"))
        return sheet
    rows = list(csv.reader(StringIO(text)))
    if len(rows) > MOST_ROWS:
        sheet.problems.append(SheetProblem(0, "not_a_sheet"))
        return sheet
    for number, row in enumerate(rows, start=1):
        cells = [unicodedata.normalize("NFKC", cell).strip() for cell in row]
        if any(cells) and not (number == 1 and _is_heading(cells)):
            _read_row(sheet, number, cells)
    sheet.problems += problems_of(sheet.days, this_year) if not sheet.problems else []
    return sheet


def problems_of(days: dict[dt.date, bool], this_year: int) -> list[SheetProblem]:
    """What is amiss with the sheet as a whole."""
    years = {day.year for day in days}
    if not days:
        return [SheetProblem(0, "empty")]
    if len(years) > 1:
        return [SheetProblem(0, "two_years", "、".join(map(str, sorted(years))))]
    (year,) = years
    if year not in range(this_year, this_year + 3):
        return [SheetProblem(0, "strange_year", str(year))]
    return [
        SheetProblem(0, "half_a_sheet", f"{month}月{number}日")
        for month, number in ALWAYS_OFF
        if days.get(dt.date(year, month, number)) is not False
    ]


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _is_heading(cells: list[str]) -> bool:
    return not any(character.isdigit() for character in cells[0])


def _read_row(sheet: WorkdaySheet, number: int, cells: list[str]) -> None:
    days = list(_days(cells[0]))
    kind = cells[1] if len(cells) > 1 else ""
    works = True if kind in WORKS else False if kind in OFF else None
    if not days:
        sheet.problems.append(SheetProblem(number, "no_day", cells[0][:20]))
    if works is None:
        sheet.problems.append(SheetProblem(number, "no_kind", kind[:20]))
        return
    for day in days:
        if sheet.days.get(day, works) != works:
            sheet.problems.append(SheetProblem(number, "both", f"{day.month}月{day.day}日"))
        sheet.days[day] = works


def _days(text: str) -> Iterator[dt.date]:
    stretch = _STRETCH.fullmatch(text)
    found = _DAY.fullmatch(text)
    try:
        if stretch:
            first, last = (dt.date(*map(int, m.groups())) for m in _DAY.finditer(text))
            if 0 <= (last - first).days < LONGEST_STRETCH:
                yield from (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
        elif found:
            yield dt.date(*map(int, found.groups()))
    except ValueError:
        return
