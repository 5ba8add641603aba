"""Read a workbook that came back (收表核对): every row typed, or named with what to put right.

It touches no database; nothing of a workbook with a problem is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.campaigns.return_sheets import (
    FIGURES,
    PERSONS,
    PROBLEMS,
    SHEETS,
    FiguresRow,
    PersonRow,
    ProblemRow,
)
from core.holdings.roster.problem import Problem, Unreadable
from core.holdings.roster.read_sheet import problem_in, read_sheet
from core.holdings.roster.sheet import Sheet
from core.holdings.roster.workbook import Grid, sheets

_CODE = re.compile(r"回表码[:：\s]*([A-Z2-9]{20})")
_OURS = {"sheet_missing": "report_sheet_missing", "headings_missing": "report_headings_missing"}
_SEARCHED_ROWS = 10


@dataclass(frozen=True, slots=True)
class Returned:
    """Everything the workbook says. Take all of it when `problems` is empty, else nothing."""

    figures: list[FiguresRow] = field(default_factory=list)
    persons: list[PersonRow] = field(default_factory=list)
    troubles: list[ProblemRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_return(content: bytes, unit: str, today: date) -> Returned:
    """The workbook of the unit with this reference; raises nothing."""
    try:
        grids = sheets(content, FIGURES.name, PERSONS.name, PROBLEMS.name)
    except Unreadable as why:
        code = _OURS.get(why.code, why.code)
        return Returned(problems=[problem_in(FIGURES, None, None, code, **why.facts)])
    read: dict[str, list[Any]] = {}
    problems = list(_code_problems(grids[FIGURES.name], unit))
    for sheet in SHEETS:
        read[sheet.name], wrong = read_sheet(sheet, grids.get(sheet.name, []))
        problems += [_ours(it) for it in wrong]
    figures = read[FIGURES.name]
    if not figures and not problems:
        problems.append(problem_in(FIGURES, None, None, "report_empty"))
    problems += _contradictions(figures, today)
    problems.sort(key=_place)
    return Returned(figures, read[PERSONS.name], read[PROBLEMS.name], problems)


def _place(problem: Problem) -> tuple[int, int]:
    """Down the workbook, sheet by sheet, as one goes through it to put things right."""
    return [it.name for it in SHEETS].index(problem.sheet), problem.row or 0


def _code_problems(grid: Grid, unit: str) -> Iterator[Problem]:
    cells = (str(cell) for row in grid[:_SEARCHED_ROWS] for cell in row)
    found = next((match for cell in cells if (match := _CODE.search(cell))), None)
    if found is None:
        yield problem_in(FIGURES, None, None, "report_code_missing")
    elif found[1] != unit:
        yield problem_in(FIGURES, None, None, "report_of_another")


def _ours(problem: Problem) -> Problem:
    """The same problem under the words of this workbook."""
    sheet: Sheet = next(it for it in SHEETS if it.name == problem.sheet)
    code = _OURS.get(problem.code, problem.code)
    return problem_in(sheet, problem.row, problem.column, code, **problem.facts)


def _contradictions(figures: Sequence[FiguresRow], today: date) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in figures:
        settled = row.closed + row.explained + row.overdue
        if settled > row.owed:
            facts = {"value": settled, "most": row.owed}
            yield problem_in(FIGURES, row.row, "应补份数", "report_counts_exceed", **facts)
        if row.as_of > today.isoformat():
            yield problem_in(FIGURES, row.row, "截至日期", "date_in_future", value=row.as_of)
        if first.setdefault(row.line, row.row) != row.row:
            yield problem_in(FIGURES, row.row, "单位名称", "line_twice", first=first[row.line])
