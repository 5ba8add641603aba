"""待同步：组织认定后与系统不一致的列入清单，导出、确认；没有确认的一直是待同步；更新几次、几条有数。
What an organ settled waits for the system until somebody acknowledges it; lists and lines are counted.
"""

from __future__ import annotations

from core.holdings.cadre import Cadre
from core.keyfacts.export_updates import AcknowledgeUpdates, ExportUpdates
from core.keyfacts.system_update import SystemUpdate, UpdateList
from core.outcome import Outcome
from tests.support.keyfacts import SETTLED, KeyFacts


async def export(world: KeyFacts) -> Outcome:
    return await world.house.do(world.archivist, ExportUpdates(room_id=world.room))


async def acknowledge(world: KeyFacts, ref: str, *left: str) -> Outcome:
    command = AcknowledgeUpdates(list=ref, receipt="系统回执 0012", left=left)
    return await world.house.do(world.archivist, command)


async def test_what_was_settled_otherwise_than_the_system_waits(world: KeyFacts) -> None:
    await world.settled("1986.08.12")
    (update,) = world.house.all(SystemUpdate)
    assert (update.before, update.after, update.document) == ("1985.08", "1986.08.12", SETTLED)
    assert update.state == "pending"


async def test_what_the_system_has_already_is_no_update(world: KeyFacts) -> None:
    await world.settled("1985.08.03")
    assert world.house.all(SystemUpdate) == []


async def test_a_fact_that_the_system_has_no_field_for_is_no_update(world: KeyFacts) -> None:
    await world.show("录用", "cadre_status")
    ref = str((await world.show("聘干", "cadre_status")).data["difference"])
    await world.doubt(ref)
    await world.enter(ref, "settle", SETTLED, value="录用")
    assert (await world.compare(ref)).done
    assert world.house.all(SystemUpdate) == []


async def test_exported_it_still_waits_until_it_is_acknowledged(world: KeyFacts) -> None:
    await world.settled("1986.08.12")
    ref = str((await export(world)).data["list"])
    assert [it.state for it in world.house.all(SystemUpdate)] == ["pending"]
    assert world.house.all(Cadre)[0].born == "1985-08"
    assert (await acknowledge(world, ref)).data == {"taken": 1, "left": 0}
    assert [it.state for it in world.house.all(SystemUpdate)] == ["taken"]
    assert world.house.all(Cadre)[0].born == "1986-08"
    assert (await acknowledge(world, ref)).code == "impossible_step"


async def test_a_line_that_was_not_taken_goes_onto_the_next_list(world: KeyFacts) -> None:
    await world.settled("1986.08.12")
    (update,) = world.house.all(SystemUpdate)
    first = str((await export(world)).data["list"])
    assert (await acknowledge(world, first, "NONE")).data["field"] == "left"
    assert (await acknowledge(world, first, update.ref)).data == {"taken": 0, "left": 1}
    second = str((await export(world)).data["list"])
    assert [it.nth for it in world.house.all(UpdateList)] == [1, 2]
    assert (await acknowledge(world, second)).data["taken"] == 1


async def test_one_list_is_out_at_a_time_and_never_an_empty_one(world: KeyFacts) -> None:
    assert (await export(world)).code == "impossible_step"
    await world.settled("1986.08.12")
    assert (await export(world)).done
    assert (await export(world)).code == "impossible_step"
