"""两人办理由数据库把住；同时点下去，只成一个，另一个得到一句话。
Two people, held by the database; of two presses at once one goes through and the other is told.
"""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.lost.loss_report import LossReport
from core.lost.search import Search
from core.lost.sighting import Sighting
from tests.support.lost import Searching

ALONE = {
    "who reported it confirms the loss": update(Search).values(confirmed_by=Search.reported_by),
    "a loss without a head": update(Search).values(state="lost"),
    "an end without its time": update(Search).values(state="found"),
    "who found it compares": update(Sighting).values(compared_by=Sighting.found_by),
    "who found it decides": update(Sighting).values(decided_by=Sighting.found_by, words="x"),
}


@pytest.mark.parametrize("how", ALONE)
async def test_what_takes_two_is_never_done_by_one(world: Searching, how: str) -> None:
    await world.play(await world.missing(), "say_found")
    with world.house.database.writing() as connection, pytest.raises(IntegrityError):
        connection.execute(ALONE[how])


async def test_of_two_reports_at_once_one_opens_the_search(world: Searching) -> None:
    outcomes = await asyncio.gather(world.report(), world.report())
    assert sorted(it.code for it in outcomes) == ["", "stale"]
    assert len(world.house.all(Search)) == 1


async def test_found_and_confirmed_lost_at_once_leaves_one_truth(world: Searching) -> None:
    ref = await world.play(await world.missing(), "look")
    found, lost = await asyncio.gather(world.do("say_found", ref), world.do("confirm_lost", ref))
    assert found.done
    assert len(world.house.all(LossReport)) == lost.done
    assert world.search(ref).state == ("lost" if lost.done else "searching")
