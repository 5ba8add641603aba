"""专项工作：负责人凭文件启动，分批次把单位编进去；一个单位只在一批里，写错的名字不会悄悄漏掉。
A campaign begins on paper; units join batches, each once; a mistyped name is never lost silently.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from core.campaigns.add_batch import AddBatch
from core.campaigns.begin_campaign import BeginCampaign
from core.campaigns.campaign import Batch, Campaign
from core.campaigns.campaign_unit import CampaignUnit
from core.campaigns.close_campaign import CloseCampaign, ReopenCampaign
from core.campaigns.coverage import covered, covers
from core.campaigns.questions import turns_of_units
from core.errors import BadValue
from core.gaps.gap import Gap
from tests.support.campaigns import NOTICE, UNITS, Campaigning


async def test_only_the_head_begins_one_and_by_a_paper(world: Campaigning) -> None:
    begin = BeginCampaign(room_id=world.room, title="全覆盖", document=NOTICE)
    for who in (world.archivist, world.contact, world.leader):
        assert (await world.house.do(who, begin)).code == "forbidden"
    bare = BeginCampaign(room_id=world.room, title="全覆盖", document=" ")
    assert (await world.house.do(world.head, bare)).data["field"] == "document"
    assert (await world.house.do(world.head, begin)).done
    assert (await world.house.do(world.head, begin)).code == "taken"
    assert len(world.house.all(Campaign)) == 1


async def test_batches_are_numbered_as_they_come_and_end_after_they_begin(
    world: Campaigning,
) -> None:
    ref = await world.begin()
    assert (await world.add_batch(ref)).data["nth"] == 2
    backwards = AddBatch(
        campaign=ref, starts_on=world.today, due_on=world.today - timedelta(days=1)
    )
    assert (await world.house.do(world.head, backwards)).data["field"] == "due_on"
    assert [it.nth for it in world.house.all(Batch)] == [1, 2]


async def test_units_join_by_name_all_of_them_or_none(world: Campaigning) -> None:
    ref = await world.begin()
    wrong = await world.add(ref, UNITS[0], "市财政居", "市审记局", "市财政居")
    assert (wrong.code, wrong.data["value"]) == ("bad_value", "市财政居、市审记局")
    assert world.house.all(CampaignUnit) == []
    twice = (UNITS[0], UNITS[0])
    assert (await world.add(ref, *twice, outside=("东山县",))).data == {"units": 1, "outside": 1}
    assert (await world.add(ref, rest=True)).data["units"] == 2


async def test_a_unit_takes_part_once(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add_batch(ref)
    assert (await world.add(ref, UNITS[0], outside=("东山县",))).done
    assert (await world.add(ref, UNITS[0], nth=2)).code == "taken"
    assert (await world.add(ref, nth=2, outside=("东山县",))).code == "taken"
    assert (await world.add(ref, nth=1, outside=(UNITS[1],))).data["field"] == "outside"
    assert (await world.add(ref)).data["field"] == "names"
    assert (await world.add(ref, UNITS[1], nth=9)).code == "not_found"


async def test_of_two_who_add_the_same_unit_at_once_one_does(world: Campaigning) -> None:
    ref = await world.begin()
    outcomes = await asyncio.gather(*(world.add(ref, UNITS[0]) for _ in range(2)))
    assert sorted(it.code for it in outcomes) == ["", "taken"]
    assert len(world.house.all(CampaignUnit)) == 1


async def test_a_closed_one_rests_until_the_head_opens_it_again(world: Campaigning) -> None:
    ref = await world.begin()
    seen = world.campaign(ref).version
    close = CloseCampaign(campaign=ref, seen_version=seen)
    assert (await world.house.do(world.archivist, close)).code == "forbidden"
    assert (await world.house.do(world.head, close)).done
    assert (await world.add(ref, UNITS[0])).code == "impossible_step"
    assert (await world.house.do(world.head, close, "again")).code == "stale"
    reopen = ReopenCampaign(campaign=ref, seen_version=seen + 1)
    assert (await world.house.do(world.head, reopen)).done
    assert (await world.add(ref, UNITS[0])).done


async def test_a_units_people_are_told_their_batch_and_last_day(world: Campaigning) -> None:
    ref = await world.begin(covers="3")
    await world.add(ref, UNITS[0])
    with world.house.looking() as session:
        (turn,) = turns_of_units(session, world.units)[world.units[0]]
    assert (turn.nth, turn.due_on, turn.codes) == (1, world.today + timedelta(days=30), ("3",))


def test_what_it_covers_is_a_list_of_codes() -> None:
    assert covered("3、 9-2，４-１-5 3") == ("3", "9-2", "4-1-5")
    assert [covers(("3", "9-2"), kind) for kind in ("3-1", "9-2-4", "9-1-1")] == [True, True, False]
    assert covers((), "10-2")
    assert not covers(("1",), "10-2")
    with pytest.raises(BadValue):
        covered("第三类")


async def test_the_log_names_no_person(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add(ref, UNITS[0])
    (joined,) = world.house.log("units_joined")
    assert joined.payload["units"] == [world.units[0]]
    assert "周" not in str(world.house.log())


async def test_what_a_unit_owes_is_due_on_its_batchs_last_day_unless_sooner(
    world: Campaigning,
) -> None:
    soon = world.today + timedelta(days=3)
    for kind, due_on in (("3-1", None), ("3-1", soon), ("1-1", None)):
        world.gap(0, kind, due_on=due_on)
    world.gap(1)
    ref = await world.begin(covers="3")
    await world.add(ref, UNITS[0])
    last = world.today + timedelta(days=30)
    assert [it.due_on for it in world.house.all(Gap)] == [last, soon, None, None]
