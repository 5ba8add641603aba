"""Roster workbooks (花名册) for tests: from invented people, or from bare rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from bot.demo.people import synthetic_people
from core.holdings.roster import RosterRow, choices
from core.holdings.roster.columns import COLUMNS

HEADINGS = ["序号", *(column.heading for column in COLUMNS)]
TABLES = {
    "gender": choices.GENDER,
    "party_standing": choices.PARTY_STANDING,
    "custody_authority": choices.CUSTODY_AUTHORITY,
    "secrecy": choices.SECRECY,
    "unit_nature": choices.UNIT_NATURE,
    "establishment": choices.ESTABLISHMENT,
    "personnel_kind": choices.PERSONNEL_KIND,
    "title_level": choices.TITLE_LEVEL,
    "status": choices.STATUS,
}


def synthetic_roster_workbook(path: Path, seed: int, count: int) -> list[RosterRow]:
    """Writes `count` invented people under one heading row; answers with what was written."""
    people = list(synthetic_people(seed, count))
    lines = [[number, *cells(person)] for number, person in enumerate(people, 1)]
    path.write_bytes(workbook([HEADINGS, *lines]))
    return people


def cells(person: RosterRow) -> list[Any]:
    """One person as the sheet's cells, in the order of COLUMNS, words in Chinese."""
    return [_cell(column.field, getattr(person, column.field)) for column in COLUMNS]


def workbook(rows: Iterable[Sequence[Any]], sheet: str = "花名册") -> bytes:
    """The bytes of an .xlsx with one sheet."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for row in rows:
        page.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def one_person(**changed: Any) -> bytes:
    """A workbook of one invented person, some cells changed: `one_person(born="1985.13")`."""
    (person,) = synthetic_people(seed=1, count=1)
    line = dict(zip((column.field for column in COLUMNS), cells(person), strict=True)) | changed
    return workbook([HEADINGS, [1, *line.values()]])


def _cell(field: str, value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else ""
    table = TABLES.get(field)
    return choices.shown(table, value) if table and value else value
