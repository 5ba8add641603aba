"""Reading one of the optional sheets (附加工作表): every row typed, or named with what to put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.holdings.roster.cells import Cell, is_blank
from core.holdings.roster.columns import Column, Value
from core.holdings.roster.headings import SEARCHED_ROWS, plain_heading
from core.holdings.roster.problem import Problem, Unreadable
from core.holdings.roster.sheet import Sheet
from core.holdings.roster.workbook import Grid

ENOUGH_HEADINGS = 2
NOTE_MARKS = ("合计", "总计", "小计", "说明", "注：", "备注：", "填表")

Places = Mapping[int, Column]


def read_sheet(sheet: Sheet, rows: Grid) -> tuple[list[Any], list[Problem]]:
    """The rows of `sheet.row`, and the problems; a sheet that nobody has filled has neither."""
    names = {name: c for c in sheet.columns for name in (c.heading, *c.aliases)}
    at = _heading_row(rows, names)
    if at is None:
        filled = any(not is_blank(cell) for cells in rows for cell in cells)
        return [], [problem_in(sheet, None, None, "headings_missing")] if filled else []
    places, problems = _places(sheet, rows[at], at + 1, names)
    if problems:
        return [], problems
    good: list[Any] = []
    for index, cells in _filled(rows, at, places):
        values, doubts = _read(sheet, places, cells)
        if doubts:
            problems += [problem_in(sheet, index, h, why.code, **why.facts) for h, why in doubts]
        else:
            good.append(sheet.row(row=index, **values))
    return good, problems


def problem_in(
    sheet: Sheet, row: int | None, column: str | None, code: str, **facts: str | int
) -> Problem:
    """A problem of this sheet."""
    return Problem(sheet=sheet.name, row=row, column=column, code=code, facts=facts)


def _heading_row(rows: Grid, names: Mapping[str, Column]) -> int | None:
    for index, cells in enumerate(rows[:SEARCHED_ROWS]):
        if sum(plain_heading(cell) in names for cell in cells) >= ENOUGH_HEADINGS:
            return index
    return None


def _places(
    sheet: Sheet, cells: Sequence[Cell], row: int, names: Mapping[str, Column]
) -> tuple[Places, list[Problem]]:
    places: dict[int, Column] = {}
    problems: list[Problem] = []
    for position, cell in enumerate(cells):
        column = names.get(plain_heading(cell))
        if column is not None and column in places.values():
            problems.append(problem_in(sheet, row, plain_heading(cell), "heading_twice"))
        elif column is not None:
            places[position] = column
    missing = [c for c in sheet.columns if c.required and c not in places.values()]
    problems += [problem_in(sheet, row, c.heading, "heading_missing") for c in missing]
    return places, problems


def _filled(rows: Grid, at: int, places: Places) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Row number as the spreadsheet counts, and cells, of rows that say something in the table."""
    for index in range(at + 1, len(rows)):
        cells = rows[index]
        said = [cells[position] for position in places if not is_blank(cells[position])]
        first = next((str(cell) for cell in cells if not is_blank(cell)), "")
        is_note = len(said) <= 1 and first.startswith(NOTE_MARKS)
        if said and not is_note:
            yield index + 1, cells


def _read(
    sheet: Sheet, places: Places, cells: Sequence[Cell]
) -> tuple[dict[str, Value], list[tuple[str, Unreadable]]]:
    values: dict[str, Value] = {c.field: c.blank for c in sheet.columns if not c.required}
    doubts: list[tuple[str, Unreadable]] = []
    for position, column in places.items():
        cell = cells[position]
        try:
            if not is_blank(cell):
                values[column.field] = column.read(cell)
            elif column.required:
                raise Unreadable("cell_empty")
        except Unreadable as why:
            doubts.append((column.heading, why))
    return values, doubts
