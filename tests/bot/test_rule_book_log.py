"""制度一变就入日志：开门时与上次记下的版本不同，才记一条。
A change of the rule book is logged when the house opens with other versions than the last logged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rule_book_log import note_books
from core.decisions import KeptDecision
from rules.judge import Judge
from rules.room_books import load_books
from tests.support.house import House, a_house
from tests.support.lending import Lending


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


def with_a_room(folder: Path) -> Judge:
    own = folder / "rules" / "rooms" / "组织部档案室"
    own.mkdir(parents=True)
    (own / "own.toml").write_text('remove = ["purpose_detail_missing"]', "utf-8")
    books = load_books(folder / "rules")
    return Judge(books.house, rooms=books.rooms)


def test_it_is_told_once_and_again_only_after_a_change(house: House, tmp_path: Path) -> None:
    note_books(house.dispatch)
    note_books(house.dispatch)
    house.dispatch.law = with_a_room(tmp_path)
    note_books(house.dispatch)
    first, second = house.log("rule_book_changed")
    assert (first.payload["before"], list(first.payload["versions"])) == ({}, [""])
    assert list(second.payload["versions"]) == ["", "组织部档案室"]
    assert second.payload["before"] == first.payload["versions"]


async def test_a_case_is_judged_by_the_book_of_its_room(tmp_path: Path) -> None:
    law = with_a_room(tmp_path)
    with a_house(tmp_path, law=law) as house:
        world = Lending(house)
        outcome = await world.submit(purpose="other_work", purpose_detail="")
        assert outcome.done
        (kept,) = house.all(KeptDecision)
        assert kept.book_version == law.rooms["组织部档案室"].book.version
