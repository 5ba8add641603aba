"""附加工作表：单位、联络员、目录、在借，没有就算了，有就逐格核；一处不对，整本不导。

The optional sheets: read where they are, every cell named that cannot be taken.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from core.holdings.roster import Workbook, read_workbook
from core.holdings.roster.day import full_day
from core.holdings.roster.problem import Unreadable
from tests.support.room_workbook import ROOM, people, room_workbook
from tests.support.roster_workbook import one_person

LOAN = ["GB-00001", "正本", 1, "市财政局", "2026-11-02", "2026-12-01", "周文启"]
CONTACT = ["柳思远", "市财政局", "", "科员", "备〔2026〕12号", "2027年11月20日"]
CLASS = ["GB-00001", "", "", "四-1", 3, "12页"]


def read(**sheets: Any) -> Workbook:
    return read_workbook(room_workbook(people(), **sheets), as_of=date(2026, 11, 25))


def told(**sheets: Any) -> list[tuple[str, int | None, str | None, str]]:
    return [(p.sheet, p.row, p.column, p.code) for p in read(**sheets).problems]


def test_a_roster_alone_is_a_whole_workbook() -> None:
    book = read_workbook(one_person())
    assert (len(book.rows), book.problems) == (1, [])
    assert book.units == book.contacts == book.catalogue == book.loans == []


def test_every_sheet_is_read_cell_by_cell() -> None:
    book = read(单位=[["市林业局", ROOM, "事业"]], 联络员=[CONTACT], 目录=[CLASS], 在借=[LOAN])
    assert book.problems == []
    assert (book.units[0].unit, book.units[0].nature) == ("市林业局", "public_institution")
    assert (book.contacts[0].until, book.contacts[0].number) == ("2027-11-20", "")
    assert (book.catalogue[0].code, book.catalogue[0].pieces, book.catalogue[0].pages) == (
        "4-1",
        3,
        12,
    )
    assert (book.loans[0].opened_on, book.loans[0].due_on) == ("2026-11-02", "2026-12-01")


def test_sheets_that_nobody_filled_say_nothing() -> None:
    assert told(单位=[], 联络员=[[""] * 6], 目录=[], 在借=[["合计"]]) == []


@pytest.mark.parametrize(
    ("sheets", "problem"),
    [
        ({"在借": [[*LOAN[:4], "上月", *LOAN[5:]]]}, ("在借", 2, "借出日期", "day_unreadable")),
        ({"在借": [[*LOAN[:5], "2026-10-01", ""]]}, ("在借", 2, "应还日期", "due_before_loan")),
        (
            {"在借": [[*LOAN[:4], "2027-01-01", "2027-01-09", ""]]},
            ("在借", 2, "借出日期", "date_in_future"),
        ),
        ({"在借": [LOAN, LOAN]}, ("在借", 3, "档案编号", "line_twice")),
        ({"目录": [CLASS, CLASS]}, ("目录", 3, "类别", "line_twice")),
        ({"目录": [[*CLASS[:3], "十一", 1, 1]]}, ("目录", 2, "类别", "choice_unknown")),
        ({"目录": [[*CLASS[:4], "许多", 1]]}, ("目录", 2, "件数", "count_unreadable")),
        ({"联络员": [["", *CONTACT[1:]]]}, ("联络员", 2, "姓名", "cell_empty")),
        (
            {"联络员": [[*CONTACT[:2], "L1", *CONTACT[3:]]] * 2},
            ("联络员", 3, "人员编号", "line_twice"),
        ),
        ({"单位": [["市林业局", "", ""]]}, ("单位", 2, "管档单位", "cell_empty")),
    ],
)
def test_what_cannot_be_taken_is_named(sheets: dict[str, Any], problem: tuple[Any, ...]) -> None:
    assert told(**sheets) == [problem]


def test_problems_of_all_sheets_come_together() -> None:
    found = told(在借=[["", *LOAN[1:]]], 目录=[[*CLASS[:4], "", 1]])
    assert [(sheet, code) for sheet, _, _, code in found] == [
        ("目录", "cell_empty"),
        ("在借", "cell_empty"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-02",
        "2026年11月2日",
        "2026.11.2",
        "2026/11/02",
        "20261102",
        20261102.0,
        "２０２６-11-02",
    ],
)
def test_a_day_is_read_as_people_write_it(written: Any) -> None:
    assert full_day(written) == "2026-11-02"
    assert full_day(date(2026, 11, 2)) == full_day(datetime(2026, 11, 2, 9)) == "2026-11-02"


@pytest.mark.parametrize(
    "written", ["2026-11", "2026-02-30", "1888-01-01", "昨天", "2026-13-01", 45000.0]
)
def test_what_is_no_day_is_asked_back(written: Any) -> None:
    with pytest.raises(Unreadable):
        full_day(written)
