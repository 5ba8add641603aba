"""编号：每室每年一个序列，不重号；先后打乱，从号上看不出一天办了几件。
Numbers: one series per room and year, never twice, shuffled so that they do not count the day.
"""

from __future__ import annotations

import asyncio

from core.requests.request import Request
from core.requests.series import BLOCK, shuffled
from tests.support.house import House
from tests.support.lending import Lending


def test_a_block_holds_each_of_its_numbers_once() -> None:
    for block in range(3):
        places = range(block * BLOCK, (block + 1) * BLOCK)
        assert sorted(shuffled(p, "seed") for p in places) == [p + 1 for p in places]


def test_the_order_tells_nothing() -> None:
    given = [shuffled(place, "1/case/2026") for place in range(BLOCK)]
    assert given != sorted(given)
    assert given != [shuffled(place, "2/case/2026") for place in range(BLOCK)]


async def test_requests_at_once_get_different_numbers(world: Lending) -> None:
    outcomes = await asyncio.gather(*(world.submit() for _ in range(20)))
    numbers = {outcome.data["number"] for outcome in outcomes}
    assert len(numbers) == 20


async def test_the_first_two_of_a_year_at_once_are_both_numbered(house_url: str) -> None:
    house = House(house_url)
    try:
        world = Lending(house)
        outcomes = await asyncio.gather(*(world.submit() for _ in range(16)))
        assert {outcome.status for outcome in outcomes} == {"done"}
        assert len({request.number for request in house.all(Request)}) == 16
    finally:
        house.close()


async def test_a_refused_request_uses_up_no_number(world: Lending) -> None:
    await world.submit(purpose="curiosity")
    first = (await world.submit()).data["number"]
    expected = shuffled(0, f"{world.room}/case/2026")
    assert first == f"组档办〔2026〕{expected:04d}号"


async def test_a_new_year_begins_a_new_series(world: Lending) -> None:
    await world.submit()
    world.house.clock.advance(days=60)
    assert "〔2027〕" in (await world.submit()).data["number"]
