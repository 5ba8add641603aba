"""各室补充规定：全单位一层，各室再一层；固定条目在哪一室都不能取消或放宽；各室按各自的规定裁定。
The house's folder over the shipped book, a room's over both; each room is judged by its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.book import BookRefused, load_book
from rules.decision import Refused
from rules.judge import Judge
from rules.room_books import load_books
from tests.support.lending_facts import facts

FIVE_DAYS = """
[periods.lend_default]
title = "借阅期限"
value = 5
unit = "working_days"
basis = { instrument = "本室规定", article = "一", status = "local" }
"""


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.toml").write_text(text, "utf-8")
    return folder


def test_without_a_folder_there_is_the_shipped_book_alone() -> None:
    books = load_books()
    assert (books.house.version, books.rooms) == (load_book().version, {})


def test_a_room_lies_over_the_house(tmp_path: Path) -> None:
    written(tmp_path, FIVE_DAYS)
    written(tmp_path / "rooms" / "卫健档案室", 'remove = ["reader_outside_personnel"]')
    books = load_books(tmp_path)
    own = books.rooms["卫健档案室"]
    assert {book.periods["lend_default"].value for book in (books.house, own)} == {5}
    assert len(own.laws) == len(books.house.laws) - 1
    assert own.version != books.house.version


def test_a_folder_with_rooms_only_leaves_the_house_as_shipped(tmp_path: Path) -> None:
    written(tmp_path / "rooms" / "教育档案室", FIVE_DAYS)
    books = load_books(tmp_path)
    assert books.house.version == load_book().version
    assert books.rooms["教育档案室"].periods["lend_default"].value == 5


def test_no_room_removes_a_fixed_law(tmp_path: Path) -> None:
    written(tmp_path / "rooms" / "教育档案室", 'remove = ["dossier_on_hold"]')
    with pytest.raises(BookRefused, match="固定条目"):
        load_books(tmp_path)


def test_an_empty_folder_is_refused_as_before(tmp_path: Path) -> None:
    with pytest.raises(BookRefused, match="holds no"):
        load_books(tmp_path)


def test_each_room_is_judged_by_its_own_book_and_says_which(tmp_path: Path) -> None:
    written(tmp_path / "rooms" / "卫健档案室", 'remove = ["reader_outside_personnel"]')
    books = load_books(tmp_path)
    judge = Judge(books.house, rooms=books.rooms)
    asked = facts(readers_outside_personnel=1)
    own, others = judge.of_room("卫健档案室").judge(asked), judge.of_room("他室").judge(asked)
    assert isinstance(others, Refused)
    assert not isinstance(own, Refused)
    assert judge.versions == {"": others.book_version, "卫健档案室": own.book_version}


def test_an_alarm_of_a_room_is_heard_at_the_house(tmp_path: Path) -> None:
    written(tmp_path / "rooms" / "卫健档案室", FIVE_DAYS)
    books = load_books(tmp_path)
    judge, heard = Judge(books.house, rooms=books.rooms), []
    judge.on_alarm(heard.append)
    judge.of_room("卫健档案室").judge(facts(readers=-1))
    assert [alarm.kind for alarm in heard] == ["facts"]
