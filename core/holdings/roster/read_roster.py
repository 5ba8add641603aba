"""Reading a roster workbook (花名册): every row typed, or named with what to put right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from core.holdings.roster.agreement import Agreement
from core.holdings.roster.cells import Cell, is_blank
from core.holdings.roster.columns import COLUMNS, Value
from core.holdings.roster.headings import Place, find_headings, heading_problems, places
from core.holdings.roster.people import people_rows
from core.holdings.roster.problem import Problem, Unreadable
from core.holdings.roster.row import RosterRow
from core.holdings.roster.workbook import Grid, sheet_rows

SHEET = "花名册"
BLANKS: dict[str, Value] = {c.field: c.blank for c in COLUMNS if not c.required}


@dataclass(frozen=True, slots=True)
class Roster:
    """What a sheet says. Import all of `rows` when `problems` is empty, else nothing.

    `remarks` are to be looked at and keep nothing back. `left_out`: fields of the optional columns
    that the sheet does not have.
    """

    rows: list[RosterRow]
    problems: list[Problem]
    remarks: list[Problem] = field(default_factory=list)
    left_out: tuple[str, ...] = ()


def read_roster(
    source: Path | str | bytes,
    *,
    rooms: Collection[str] | None = None,
    as_of: date | None = None,
) -> Roster:
    """The people of sheet 花名册 in an .xlsx or .xls file (a path, or its bytes).

    `rooms`: names of the archive rooms that exist; any other is a problem. `as_of`: today; a later
    date is a problem. Both are left unchecked when None. Other sheets are passed over. Problems
    come in the order of the sheet. Raises OSError when a path cannot be read, nothing else.
    """
    try:
        rows = sheet_rows(source, SHEET)
    except Unreadable as why:
        return Roster([], [_problem(None, None, why)])
    return roster_of(rows, rooms=rooms, as_of=as_of)


def roster_of(
    rows: Grid, *, rooms: Collection[str] | None = None, as_of: date | None = None
) -> Roster:
    """The people of the sheet's rows, as `read_roster` does."""
    heading_row = find_headings(rows)
    if heading_row is None:
        return Roster([], [_problem(None, None, Unreadable("headings_missing"))])
    found = places(rows[heading_row])
    if problems := heading_problems(found, SHEET, heading_row + 1):
        return Roster([], problems)
    return _read_people(rows, heading_row, found, Agreement(rooms, as_of))


def _read_people(
    rows: Grid, heading_row: int, found: Sequence[Place], agreement: Agreement
) -> Roster:
    good: list[RosterRow] = []
    problems: list[Problem] = []
    remarks: list[Problem] = []
    for row, cells in people_rows(rows, heading_row, found):
        values = dict(BLANKS)
        doubts = [*_read_cells(cells, found, values)]
        doubts += _contradictions(agreement, row, values, found)
        doubts.sort(key=lambda doubt: doubt[0].position)
        found_here = [_problem(row, place.heading, why) for place, why in doubts]
        remarks += [each for each in found_here if each.is_remark]
        if in_the_way := [each for each in found_here if not each.is_remark]:
            problems += in_the_way
        else:
            good.append(_typed(row, values))
    if not good and not problems:
        problems.append(_problem(None, None, Unreadable("nobody_listed")))
    here = {place.column.field for place in found}
    left_out = tuple(name for name in BLANKS if name not in here)
    return Roster(good, problems, remarks, left_out)


def _read_cells(
    cells: Sequence[Cell], found: Sequence[Place], values: dict[str, Value]
) -> Iterator[tuple[Place, Unreadable]]:
    for place in found:
        cell, column = cells[place.position], place.column
        if is_blank(cell):
            if column.required:
                yield place, Unreadable("cell_empty")
            continue
        try:
            values[column.field] = column.read(cell)
        except Unreadable as why:
            values.pop(column.field, None)
            yield place, why


def _contradictions(
    agreement: Agreement, row: int, values: dict[str, Value], found: Sequence[Place]
) -> list[tuple[Place, Unreadable]]:
    doubts = list(agreement.doubts(row, values))
    if not doubts:
        return []
    at = {place.column.field: place for place in found}
    return [(at[field], why) for field, why in doubts]


def _typed(row: int, values: dict[str, Any]) -> RosterRow:
    return RosterRow(row=row, **values)


def _problem(row: int | None, heading: str | None, why: Unreadable) -> Problem:
    return Problem(sheet=SHEET, row=row, column=heading, code=why.code, facts=why.facts)
