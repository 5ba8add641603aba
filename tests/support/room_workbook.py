"""建室工作簿：花名册之外还可有单位、联络员、目录、在借 / A workbook with any of its sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from bot.demo.people import synthetic_people
from core.clock import local_date
from core.command import Command
from core.holdings.check_workbook import check_workbook
from core.holdings.import_roster import ImportRoster
from core.holdings.roster import Problem, RosterRow, read_workbook
from core.holdings.roster import Workbook as Book
from core.outcome import Outcome
from core.principal import Principal
from tests.support.house import House
from tests.support.roster_workbook import HEADINGS, cells

ROOM = "组织部档案室"
HEADS = {
    "单位": ["单位名称", "管档单位", "单位性质"],
    "联络员": ["姓名", "单位名称", "人员编号", "职务", "备案表编号", "任期至"],
    "目录": ["档案编号", "正副本", "第几卷", "类别", "件数", "页数"],
    "在借": ["档案编号", "正副本", "第几卷", "借阅单位", "借出日期", "应还日期", "经手人"],
}


def people(count: int = 3, **changed: Any) -> list[RosterRow]:
    """Invented cadres of one room and one unit, GB-00001 on, one original in slot A-1, A-2 …"""
    return [
        replace(
            person,
            row=n + 1,
            dossier_number=f"GB-{n:05d}",
            room=ROOM,
            unit="市财政局",
            originals=1,
            duplicates=0,
            slot=f"A-{n}",
            secrecy="none",
            **changed,
        )
        for n, person in enumerate(synthetic_people(seed=5, count=count), start=1)
    ]


def room_workbook(
    rows: Sequence[RosterRow], without: Sequence[str] = (), **sheets: Sequence[Sequence[Any]]
) -> bytes:
    """The bytes of an .xlsx: the roster `without` some columns, and the named sheets' rows."""
    book = Workbook(write_only=True)
    page = book.create_sheet("花名册")
    for line in (HEADINGS, *([n, *cells(row)] for n, row in enumerate(rows, 1))):
        page.append([it for head, it in zip(HEADINGS, line, strict=True) if head not in without])
    for name, lines in sheets.items():
        other = book.create_sheet(name)
        for line in (HEADS[name], *lines):
            other.append(list(line))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read_and_check(house: House, content: bytes) -> tuple[Book, list[Problem]]:
    """As the command line does before it writes."""
    book = read_workbook(content, as_of=local_date(house.clock.now()))
    with house.looking() as session:
        return book, book.problems or check_workbook(session, book)


def import_of(book: Book) -> Command:
    return ImportRoster(
        rows=tuple(book.rows),
        units=tuple(book.units),
        contacts=tuple(book.contacts),
        catalogue=tuple(book.catalogue),
        loans=tuple(book.loans),
        left_out=book.left_out,
    )


async def import_into(house: House, who: int | Principal, content: bytes) -> Outcome:
    """Read, check, write; there must be nothing to put right."""
    book, problems = read_and_check(house, content)
    assert problems == []
    return await house.do(who, import_of(book))
