"""Finding the row of headings (表头) by its names, wherever it stands in the sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.holdings.roster.cells import Cell, is_blank
from core.holdings.roster.columns import BY_HEADING, COLUMNS, Column
from core.holdings.roster.problem import Problem

SEARCHED_ROWS = 50
ENOUGH_HEADINGS = 3  # a title that happens to hold one of the words is no heading row
BRACKETS = re.compile(r"[(（].*?[)）]")


@dataclass(frozen=True, slots=True)
class Place:
    """One column of this sheet: where it stands and what its heading says here."""

    position: int
    heading: str
    column: Column


def plain_heading(cell: Cell) -> str:
    """A heading without spaces, line breaks and remarks in brackets."""
    return "" if is_blank(cell) else BRACKETS.sub("", "".join(str(cell).split())).strip("*＊:：")


def find_headings(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The index of the heading row, or None."""
    for index, cells in enumerate(rows[:SEARCHED_ROWS]):
        names = {plain_heading(cell) for cell in cells}
        if "姓名" in names and len(names & BY_HEADING.keys()) >= ENOUGH_HEADINGS:
            return index
    return None


def places(cells: Sequence[Cell]) -> list[Place]:
    """The known columns of a heading row, left to right; unknown ones are passed over."""
    named = ((position, plain_heading(cell)) for position, cell in enumerate(cells))
    return [Place(at, name, BY_HEADING[name]) for at, name in named if name in BY_HEADING]


def heading_problems(found: Sequence[Place], sheet: str, row: int) -> list[Problem]:
    """Columns that must exist and do not, and columns that stand there twice."""
    fields = [place.column.field for place in found]
    missing = [c.heading for c in COLUMNS if c.required and c.field not in fields]
    twice = [p.heading for at, p in enumerate(found) if p.column.field in fields[:at]]
    return [
        Problem(sheet=sheet, row=row, column=heading, code=code)
        for code, headings in (("heading_missing", missing), ("heading_twice", twice))
        for heading in headings
    ]
