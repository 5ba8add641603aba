"""A roster workbook (花名册) of invented people, written as the plain XML that .xlsx is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from bot.demo.people import synthetic_people
from core.holdings.roster import RosterRow, choices
from core.holdings.roster.columns import COLUMNS
from core.holdings.roster.read_roster import SHEET

_TABLES = {
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
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sheet.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_LINKS}/worksheet" Target="sheet.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="r1"/></sheets></workbook>',
}


def write_roster(path: Path, seed: int, count: int) -> None:
    """`count` people under one heading row, as a room would send them."""
    headings = [column.heading for column in COLUMNS]
    lines = [headings, *(_cells(person) for person in synthetic_people(seed, count))]
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for name, text in _PARTS.items():
            book.writestr(name, text)
        book.writestr("xl/sheet.xml", _sheet(lines))


def _sheet(lines: Iterable[Sequence[Any]]) -> str:
    rows = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in lines)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(value: Any) -> str:
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def _cells(person: RosterRow) -> list[Any]:
    return [_shown(column.field, getattr(person, column.field)) for column in COLUMNS]


def _shown(field: str, value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else ""
    table = _TABLES.get(field)
    return choices.shown(table, value) if table and value else value
