"""口号对照表：每个条目至少归入一个口号或规则，表里没有书上没有的条目。
Every law belongs to a slogan or a rule of practice, and the table names no law that is not there.
"""

from __future__ import annotations

from pathlib import Path

from rules.book import SHIPPED, load_book
from rules.slogans import _FOUR, _ROWS, slogan_table

BOOK = load_book()
ROWS = slogan_table(BOOK)


def test_no_law_is_without_a_row() -> None:
    told = {law.code for row in ROWS for law in row.laws}
    assert {law.code for law in BOOK.laws} - told == set()


def test_no_row_names_a_law_that_is_not_there() -> None:
    named = {code for _, _, codes, _ in _ROWS for code in codes} | set().union(*_FOUR.values())
    assert named - {law.code for law in BOOK.laws} == set()


def test_a_row_without_laws_says_what_holds_instead() -> None:
    assert [row.name for row in ROWS if not row.laws and not row.instead] == []


def test_the_four_no_reading_are_local_and_marked_as_not_found() -> None:
    local = BOOK.lists["four_no_reading"]
    assert (len(local.items), local.basis.status) == (4, "local")
    assert "未查到公开定义" in local.title
    assert sum(row.name.startswith("四不查阅") for row in ROWS) == 4


def test_a_law_that_a_room_removed_is_left_out_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('remove = ["unit_has_overdue_loan"]', "utf-8")
    rows = slogan_table(load_book(SHIPPED, tmp_path))
    assert "unit_has_overdue_loan" not in {law.code for row in rows for law in row.laws}
