"""进度：待补、已销号、以说明代补分开数；只数本次范围；单位按批次排，不按数字排。
Progress counts owed, closed and explained apart, over what the campaign covers, in order of batches.
"""

from __future__ import annotations

from datetime import timedelta

from tests.support.campaigns import UNITS, Campaigning


async def test_owed_closed_and_explained_are_counted_apart(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add(ref, *UNITS[:2])
    for state in ("open", "open", "closed", "explained", "dropped"):
        world.gap(0, state=state)
    counts = world.progress(ref).counts
    assert (counts.owed, counts.closed, counts.explained, counts.all) == (2, 1, 1, 4)


async def test_only_what_the_campaign_covers_is_counted(world: Campaigning) -> None:
    ref = await world.begin(covers="3、9-2")
    await world.add(ref, UNITS[0])
    for kind in ("3-1", "9-2-4", "9-1-1", "1-1"):
        world.gap(0, kind)
    assert world.progress(ref).counts.owed == 2


async def test_late_is_told_by_age_after_the_batch_or_the_gaps_own_day(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add(ref, UNITS[0])
    world.gap(0)
    for days in (1, 20, 40):
        world.gap(0, due_on=world.today - timedelta(days=days))
    assert world.progress(ref).counts.late == (1, 1, 1)
    world.house.clock.advance(days=31)
    assert world.progress(ref).counts.late == (1, 0, 3)


async def test_a_unit_is_done_when_nothing_is_owed(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add(ref, *UNITS, outside=("东山县",))
    world.gap(0, state="closed")
    world.gap(1)
    done = [it.is_done for it in world.progress(ref).units]
    assert done == [True, False, True, False]
    assert world.progress(ref).units[-1].counts is None


async def test_units_stand_by_batch_whatever_their_figures(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add_batch(ref)
    await world.add(ref, UNITS[2], nth=1)
    await world.add(ref, UNITS[1], UNITS[0], nth=2)
    for _ in range(3):
        world.gap(0)
    names = [it.joined.name for it in world.progress(ref).units]
    assert names == [UNITS[2], UNITS[1], UNITS[0]]
