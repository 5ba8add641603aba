"""今天的清单：语句只造一次，换了室、换了日子，答的仍是这一次问的；两种数据库一样。

The counter's lists are asked by statements that are built once: another room, another day and another
piece of text are answered for what they are, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.requests.counter_lists import Asked, counter_counts, counter_list
from tests.support.clock import MORNING
from tests.support.house import House
from tests.support.lending import Lending, a_case

TODAY = MORNING.date()


@pytest.fixture(
    params=["sqlite_house_url", pytest.param("postgres_house_url", marks=pytest.mark.postgres)]
)
def world(request: pytest.FixtureRequest):
    house = House(request.getfixturevalue(request.param))
    yield Lending(house)
    house.close()


async def test_each_question_is_answered_for_its_own_room_day_and_text(world: Lending) -> None:
    ref = await a_case(world, "ready")
    number = world.request(ref).number
    here = Asked(rooms=frozenset({world.room}), today=TODAY)
    asked = [
        (here, [ref]),
        (replace(here, rooms=frozenset()), []),
        (replace(here, rooms=frozenset({world.room + 99})), []),
        (replace(here, text=number[-5:-1]), [ref]),
        (replace(here, text="没有这个单位"), []),
        (replace(here, today=TODAY + timedelta(days=99)), [ref]),
        (here, [ref]),
    ]
    with world.house.looking() as session:
        for question, told in asked:
            assert counter_list(session, "collect", question) == told, question
            assert counter_counts(session, question)["collect"] == len(told)
            assert counter_list(session, "collect", question, start=1) == []
            assert counter_list(session, "overdue", question) == []
