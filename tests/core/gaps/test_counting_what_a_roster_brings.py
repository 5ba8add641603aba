"""导入花名册后自动查缺：排队、分段核算、可看进度，不靠人记着；单位在专项批次里的，时限就是那一批的。
What a roster brings in is queued and counted by the clock, a stretch at a time, for all to see; what is
found after a unit joined a campaign is due on the campaign's day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.demo.people import synthetic_people
from core.campaigns.add_batch import AddBatch
from core.campaigns.add_units import AddUnits
from core.campaigns.begin_campaign import BeginCampaign
from core.clock import local_date
from core.gaps.count_due_gaps import AT_ONCE, CountDueGaps
from core.gaps.dossier_to_count import DossierToCount, counting_under_way
from core.gaps.gap import Gap
from core.holdings.import_roster import ImportRoster
from core.holdings.roster.other_sheets import MaterialRow
from core.members.member import Role
from core.members.room import Room
from core.principal import Principal
from tests.support.gaps import GapRoom

ROWS = tuple(synthetic_people(5, 7))


async def imported(world: GapRoom, *materials: MaterialRow, rows: Any = ROWS) -> None:
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    command = ImportRoster(rows=rows, materials=materials)
    assert (await world.house.do(administrator, command)).done


async def counted(world: GapRoom, nth: int = 0) -> int:
    outcome = await world.house.do(Principal.clock(), CountDueGaps(), f"count:{nth}")
    return int(outcome.data["counted"])


def waiting(world: GapRoom) -> int:
    """How many are still to be counted, over all rooms."""
    with world.house.looking() as session:
        told = counting_under_way(session, {it.id or 0 for it in world.house.all(Room)})
    return sum(of - done for done, of in told.values())


async def test_a_roster_without_a_catalogue_is_counted_without_anybodys_press(
    world: GapRoom,
) -> None:
    await imported(world)
    assert world.house.all(Gap) == []
    assert await counted(world) == len(ROWS)
    assert len({it.dossier_id for it in world.house.all(Gap)}) == len(ROWS)
    assert world.house.all(DossierToCount) == []
    assert await counted(world, 1) == 0


async def test_progress_is_told_until_the_queue_is_empty(world: GapRoom) -> None:
    many = AT_ONCE + 5
    await imported(world, rows=tuple(synthetic_people(6, many)))
    assert waiting(world) == many
    await counted(world)
    assert waiting(world) == 5
    await counted(world, 1)
    assert waiting(world) == 0


async def test_what_was_counted_with_its_catalogue_does_not_wait_again(world: GapRoom) -> None:
    line = MaterialRow(
        row=2,
        dossier_number=ROWS[0].dossier_number,
        kind="original",
        ordinal=1,
        code="3",
        serial=1,
        title="2020年度考核登记表",
        formed="2021.01",
        pages=2,
        remark="",
    )
    await imported(world, line)
    assert len(world.house.all(DossierToCount)) == len(ROWS) - 1


async def test_a_second_roster_has_its_dossiers_counted_anew(world: GapRoom) -> None:
    await imported(world)
    await counted(world)
    await imported(world)
    assert len(world.house.all(DossierToCount)) == len(ROWS)


async def test_what_is_found_after_joining_is_due_on_the_batchs_day(world: GapRoom) -> None:
    today = local_date(world.house.clock.now())
    begun = BeginCampaign(
        room_id=world.room, title="全覆盖", document="组通〔2026〕18号", covers="3"
    )
    ref = (await world.house.do(world.head, begun)).data["campaign"]
    due_on = today + timedelta(days=45)
    batch = AddBatch(campaign=ref, starts_on=today, due_on=due_on)
    assert (await world.house.do(world.archivist, batch)).done
    joined = AddUnits(campaign=ref, nth=1, names=("市财政局",))
    assert (await world.house.do(world.archivist, joined)).done
    await world.count()
    days = {gap.kind: gap.due_on for gap in world.house.all(Gap)}
    assert days["3-1"] == due_on
    assert days["6-1"] is None
