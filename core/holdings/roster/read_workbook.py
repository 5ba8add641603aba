"""Reading the whole workbook (建室工作簿): the roster and, where they are, the four other sheets.

What a sheet alone can tell is told here; what only the rooms know (a unit, a volume that is already
out) is checked against them by `core.holdings.check_workbook`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from core.holdings.roster.other_sheets import (
    CATALOGUE,
    CONTACTS,
    LOANS,
    MATERIALS,
    OPTIONAL,
    UNITS,
    ClassRow,
    ContactRow,
    LoanRow,
    MaterialRow,
    UnitRow,
)
from core.holdings.roster.problem import Problem, Unreadable
from core.holdings.roster.read_roster import SHEET, roster_of
from core.holdings.roster.read_sheet import problem_in, read_sheet
from core.holdings.roster.row import RosterRow
from core.holdings.roster.sheet import Sheet
from core.holdings.roster.workbook import sheets


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything a workbook says. Import all of it when `problems` is empty, else nothing."""

    rows: list[RosterRow] = field(default_factory=list)
    units: list[UnitRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    catalogue: list[ClassRow] = field(default_factory=list)
    materials: list[MaterialRow] = field(default_factory=list)
    loans: list[LoanRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    left_out: tuple[str, ...] = ()  # optional columns that the roster does not have


def read_workbook(source: Path | str | bytes, *, as_of: date | None = None) -> Workbook:
    """Read every known sheet; unknown ones are passed over. `as_of`: today, None: not checked.

    Raises OSError when a path cannot be read, nothing else.
    """
    try:
        grids = sheets(source, SHEET, *(sheet.name for sheet in OPTIONAL))
    except Unreadable as why:
        return Workbook(
            problems=[Problem(sheet=SHEET, row=None, column=None, code=why.code, facts=why.facts)]
        )
    roster = roster_of(grids[SHEET], as_of=as_of)
    read: dict[str, list[Any]] = {}
    problems = list(roster.problems)
    for sheet in OPTIONAL:
        read[sheet.name], wrong = read_sheet(sheet, grids.get(sheet.name, []))
        problems += wrong
    problems += _contradictions(read, as_of)
    return Workbook(
        rows=roster.rows,
        units=read[UNITS.name],
        contacts=read[CONTACTS.name],
        catalogue=read[CATALOGUE.name],
        materials=read[MATERIALS.name],
        loans=read[LOANS.name],
        problems=problems,
        remarks=roster.remarks,
        left_out=roster.left_out,
    )


def _contradictions(read: dict[str, list[Any]], as_of: date | None) -> Iterator[Problem]:
    yield from _twice(UNITS, read[UNITS.name], "单位名称", lambda row: row.unit)
    yield from _twice(CONTACTS, read[CONTACTS.name], "人员编号", lambda row: row.number)
    yield from _twice(CATALOGUE, read[CATALOGUE.name], "类别", _class)
    numbered = [row for row in read[MATERIALS.name] if row.serial]
    yield from _twice(MATERIALS, numbered, "序号", lambda row: (*_class_of(row), row.serial))
    yield from _twice(LOANS, read[LOANS.name], "档案编号", _volume)
    for loan in read[LOANS.name]:
        if loan.due_on < loan.opened_on:
            yield problem_in(LOANS, loan.row, "应还日期", "due_before_loan", value=loan.due_on)
        if as_of is not None and loan.opened_on > as_of.isoformat():
            yield problem_in(LOANS, loan.row, "借出日期", "date_in_future", value=loan.opened_on)


def _volume(row: ClassRow | LoanRow) -> tuple[str, str, int]:
    return row.dossier_number, row.kind, row.ordinal


def _class(row: ClassRow) -> tuple[object, ...]:
    return (*_volume(row), row.code)


def _class_of(row: MaterialRow) -> tuple[str, str]:
    return row.dossier_number, row.code


def _twice(
    sheet: Sheet, rows: Sequence[Any], column: str, key: Callable[[Any], object]
) -> Iterator[Problem]:
    places: dict[object, int] = {}
    for row in rows:
        if not key(row):
            continue
        first = places.setdefault(key(row), row.row)
        if first != row.row:
            yield problem_in(sheet, row.row, column, "line_twice", first=first)
