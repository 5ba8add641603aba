"""粘贴的名单逐行认人：整名、整号只认那个人；同名的都列出；查过谁记入日志，打了什么不记。
A pasted list, line by line: a whole name or number means only its bearers; the look-up is logged.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.holdings.look_up_list import LookUpList
from core.holdings.terms import index_all
from tests.support.house import a_house
from tests.support.lending import Lending


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Lending]:
    with a_house(tmp_path) as house:
        yield Lending(house)


async def meant(world: Lending, *lines: str) -> list[list[str]]:
    with world.house.database.writing() as connection:
        from sqlmodel import Session

        with Session(connection) as session:
            index_all(session)
            session.commit()
    outcome = await world.house.do(world.archivist, LookUpList(lines=lines))
    names = {1: "王小明", 2: "王小", 3: "王小明", 4: "李四"}
    return [[f"{names[it]}{it}" for it in ids] for ids in outcome.data["lines"]]


@pytest.fixture
def people(world: Lending) -> None:
    for number, name in (("GB-00002", "王小"), ("GB-000010", "王小明"), ("GB-00004", "李四")):
        world.shelve(number, name=name)


@pytest.mark.usefixtures("people")
async def test_every_line_means_those_it_fits(world: Lending) -> None:
    assert await meant(world, "王小", "王小明", "GB-00001", "ls", "没有此人") == [
        ["王小2"],
        ["王小明1", "王小明3"],
        ["王小明1"],
        ["李四4"],
        [],
    ]


@pytest.mark.usefixtures("people")
async def test_the_log_keeps_who_came_up_and_not_what_was_typed(world: Lending) -> None:
    await meant(world, "李四", "王小")
    (entry,) = world.house.log("holdings_searched")
    assert (entry.payload["by"], entry.payload["dossiers"]) == ("list", [4, 2])
    assert "李四" not in str(entry.payload)


async def test_no_line_and_more_than_sixty_are_turned_away(world: Lending) -> None:
    for lines in ((), ("王",) * 61):
        outcome = await world.house.do(world.archivist, LookUpList(lines=lines))
        assert outcome.data == {"field": "lines"}


async def test_only_those_who_keep_a_room_look_anyone_up(world: Lending) -> None:
    for who in (world.contact, world.leader):
        outcome = await world.house.do(who, LookUpList(lines=("王",)))
        assert outcome.code == "forbidden"
