"""打印的登记簿就是装订本：一进一出各占一行，按发生先后，页码相连；后来补的另起补页，原页不动。
The printed register is the bound book: each movement once, in order, pages numbered without a gap;
what becomes known later gets a page of its own and moves nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.clock import local_date
from core.members.member import Role
from core.outcome import Outcome
from core.register.register_page import LINES_ON_A_PAGE, Movement, RegisterLine, RegisterPage
from core.register.write_up_day import WriteUpDay
from tests.support.lending import Lending, a_case


async def write_up(world: Lending, day: date | None = None, who: int = 0) -> Outcome:
    command = WriteUpDay(room_id=world.room, day=day or local_date(world.house.clock.now()))
    return await world.house.do(who or world.archivist, command)


def book(world: Lending) -> list[tuple[int, int, int, str]]:
    """(page number, position, custody, movement) in the order of the book."""
    pages = {page.id: page for page in world.house.all(RegisterPage)}
    rows = [
        (pages[it.page_id].number, it.position, it.custody_id, it.movement)
        for it in world.house.all(RegisterLine)
    ]
    return sorted(rows)


async def test_a_volume_that_went_out_and_came_back_stands_on_two_lines(world: Lending) -> None:
    await a_case(world, "closed")
    outcome = await write_up(world)
    assert outcome.data == {"pages": [1], "lines": 2}
    assert [row[3] for row in book(world)] == [Movement.OUT, Movement.BACK]
    (entry,) = world.house.log("day_written_up")
    assert (entry.payload["pages"], entry.payload["lines"]) == ([1], 2)


async def test_a_day_written_up_twice_gains_nothing(world: Lending) -> None:
    await a_case(world, "out")
    await write_up(world)
    before = book(world)
    assert (await write_up(world)).data == {"pages": [], "lines": 0}
    assert book(world) == before
    assert len(world.house.log("day_written_up")) == 1


async def test_what_happened_after_the_page_gets_a_supplementary_page(world: Lending) -> None:
    ref = await a_case(world, "out")
    await write_up(world)
    first = book(world)
    await world.take_back(world.labels(ref)[0])
    assert (await write_up(world)).data == {"pages": [2], "lines": 1}
    assert book(world)[: len(first)] == first
    assert [page.supplements for page in world.house.all(RegisterPage)] == [False, True]


async def test_a_return_stands_on_the_page_of_its_own_day(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    await write_up(world)
    world.house.clock.advance(days=1)
    await world.take_back(world.labels(ref)[0])
    await write_up(world)
    days = {page.number: page.day for page in world.house.all(RegisterPage)}
    assert days[2] == days[1] + timedelta(days=1)
    assert [(row[0], row[3]) for row in book(world)] == [(1, "out"), (2, "back")]


async def test_pages_follow_each_other_without_a_gap(world: Lending) -> None:
    world.kept = world.shelve("GB-00002", volumes=LINES_ON_A_PAGE + 1)
    await a_case(world, "out", world.application(dossier="GB-00002"))
    assert (await write_up(world)).data == {"pages": [1, 2], "lines": LINES_ON_A_PAGE + 1}
    assert [row[:2] for row in book(world)][-2:] == [(1, LINES_ON_A_PAGE), (2, 1)]


async def test_a_day_without_movements_makes_no_page(world: Lending) -> None:
    assert (await write_up(world)).data == {"pages": [], "lines": 0}
    assert world.house.all(RegisterPage) == []
    assert world.house.log("day_written_up") == []


async def test_tomorrow_cannot_be_written_up(world: Lending) -> None:
    tomorrow = local_date(world.house.clock.now()) + timedelta(days=1)
    assert (await write_up(world, tomorrow)).code == "bad_value"


async def test_another_rooms_archivist_writes_nothing_here(world: Lending) -> None:
    await a_case(world, "out")
    stranger = world.house.add_member(Role.ARCHIVIST, room=world.house.add_room())
    assert (await write_up(world, who=stranger)).code == "forbidden"
    assert world.house.all(RegisterPage) == []


async def test_the_database_lets_no_movement_stand_twice(world: Lending) -> None:
    await a_case(world, "out")
    await write_up(world)
    line = world.house.all(RegisterLine)[0]
    place = {"page_id": line.page_id, "position": line.position + 1}
    again = RegisterLine(**place, custody_id=line.custody_id, movement=line.movement)
    with pytest.raises(IntegrityError):
        world.house.keep(again)


async def test_a_day_written_up_after_a_later_one_is_a_supplement(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    first = local_date(world.house.clock.now())
    world.house.clock.advance(days=1)
    await world.take_back(world.labels(ref)[0])
    await write_up(world)
    await write_up(world, first)
    pages = [(page.number, page.day, page.supplements) for page in world.house.all(RegisterPage)]
    assert pages == [(1, first + timedelta(days=1), False), (2, first, True)]
