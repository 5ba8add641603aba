"""打不开、加密、过大、恶意构造的文件：一句话说清，不拖垮程序（P11）。

Files that are damaged, locked, too big or made to harm end in one clear problem.
"""

import random
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from core.holdings.roster import read_roster
from tests.support.roster_workbook import one_person

SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def codes(content: bytes) -> list[str]:
    return [problem.code for problem in read_roster(content).problems]


def with_sheet(xml: bytes) -> bytes:
    content = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(one_person())) as book,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in book.namelist():
            changed.writestr(name, xml if name == SHEET else book.read(name))
    return content.getvalue()


@pytest.mark.parametrize(
    "content", [b"", "姓名,性别".encode(), b"PK\x03\x04" + b"0" * 50, OLE * 99]
)
def test_what_is_no_workbook_is_told_so(content: bytes) -> None:
    assert codes(content) == ["workbook_unreadable"]


def test_a_workbook_with_a_password_is_told_so() -> None:
    assert codes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) == [
        "workbook_encrypted"
    ]


def test_a_small_file_that_inflates_without_end_is_refused() -> None:
    assert codes(with_sheet(b" " * 51 * 1024 * 1024)) == ["workbook_too_big"]


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    big = 51 * 1024 * 1024
    lying = with_sheet(b" " * big).replace(struct.pack("<I", big), struct.pack("<I", 1000))
    assert codes(lying) == ["workbook_too_big"]


def test_a_file_over_twenty_megabytes_is_not_opened() -> None:
    assert codes(b"PK" + b"\0" * 20 * 1024 * 1024) == ["workbook_too_big"]


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "CA3"])
def test_one_stray_cell_far_away_is_refused_before_it_fills_the_memory(cell: str) -> None:
    assert codes(with_cell(cell, "x")) == ["workbook_too_wide"]


def test_a_far_cell_that_is_only_styled_does_no_harm() -> None:
    assert codes(with_cell("XFD1048576", None)) == []


def with_cell(place: str, value: str | None) -> bytes:
    book = load_workbook(BytesIO(one_person()))
    book["花名册"][place] = value
    book["花名册"][place].font = Font(bold=True)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_damaged_file_ends_in_a_problem_and_never_in_an_exception() -> None:
    chance, whole = random.Random(4), one_person()
    for _ in range(200):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] = chance.randrange(256)
        read_roster(bytes(damaged))


def test_a_path_that_is_not_there_is_the_callers_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_roster(tmp_path / "missing.xlsx")
