"""放假安排表：一天一行或一段一行，休或班；写得不对的，逐行说明；不完整的不收。
The sheet of days off: a day or a stretch a row; what is amiss is named row by row; no half sheets.
"""

from __future__ import annotations

import datetime as dt

import pytest

from core.reminders.workday_sheet import LARGEST, read_sheet

WHOLE = "日期,休或班,节日\n2027-01-01,休,元旦\n2027年5月1日至2027年5月5日,放假\n2027/10/1,休\n2027-10-09,班\n"


def codes(text: str, year: int = 2026) -> list[tuple[int, str]]:
    return [(it.row, it.code) for it in read_sheet(text.encode(), year).problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_whole_sheet_is_read_in_any_of_the_offices_encodings(encoding: str) -> None:
    sheet = read_sheet(WHOLE.encode(encoding), 2026)
    assert sheet.problems == []
    assert sheet.days[dt.date(2027, 5, 5)] is False
    assert sheet.days[dt.date(2027, 10, 9)] is True
    assert len(sheet.days) == 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(0, "empty")]),
        ("日期,休或班\n", [(0, "empty")]),
        (WHOLE + "明天,休\n", [(6, "no_day")]),
        (WHOLE + "2027-02-30,休\n", [(6, "no_day")]),
        (WHOLE + "2027-02-05,加班费\n", [(6, "no_kind")]),
        (WHOLE + "2027-10-01,班\n", [(6, "both")]),
        (WHOLE + "2028-01-03,休\n", [(0, "two_years")]),
        ("2027-01-01,休\n", [(0, "half_a_sheet"), (0, "half_a_sheet")]),
        (WHOLE.replace("2027", "2031"), [(0, "strange_year")]),
        ("一,二\n三,四\n", [(2, "no_day"), (2, "no_kind")]),
        ("2027-05-01至2027-04-01,休\n", [(1, "no_day")]),
    ],
)
def test_what_is_amiss_is_named_with_its_row(text: str, expected: list[tuple[int, str]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("content", [b"\x00\x01", b"\xff\xfe1,2", b"a" * (LARGEST + 1)])
def test_what_is_no_sheet_is_said_to_be_none(content: bytes) -> None:
    assert [it.code for it in read_sheet(content, 2026).problems] == ["not_a_sheet"]
