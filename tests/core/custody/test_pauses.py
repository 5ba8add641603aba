"""暂存与续阅：午休、闭馆收回窗口，有效期内续阅不另填表，过期须重新申请；闭馆时还在看的列在窗口。
Pauses: a volume behind the counter may be read on within the form's validity, and not one day longer.
"""

from __future__ import annotations

from datetime import timedelta

from core.custody.custody import Custody
from core.custody.pause_reading import PauseReading, ResumeReading
from core.members.room import Room
from core.outcome import Outcome
from core.requests.closing import still_reading
from core.requests.counter_lists import counter_lists
from tests.support.lending import Lending, a_case
from tests.support.restrictions import on_hold


async def paused(world: Lending) -> tuple[str, str]:
    ref = await a_case(world, "out")
    label = world.labels(ref)[0]
    assert (await world.house.do(world.archivist, PauseReading(label=label))).done
    return ref, label


async def resume(world: Lending, label: str) -> Outcome:
    return await world.house.do(world.archivist, ResumeReading(label=label))


async def test_within_the_validity_reading_goes_on_without_a_new_form(world: Lending) -> None:
    ref, label = await paused(world)
    world.house.clock.advance(days=7)  # five working days
    assert (await resume(world, label)).done
    assert world.line_states(ref) == ["reading"]
    (custody,) = world.house.all(Custody)
    assert custody.due_on == world.house.clock.now().date()


async def test_after_it_a_new_application_is_needed_and_told_so(world: Lending) -> None:
    ref, label = await paused(world)
    world.house.clock.advance(days=8)
    refused = await resume(world, label)
    assert [reason["law"] for reason in refused.reasons] == ["reading_expired"]
    assert world.line_states(ref) == ["paused"]
    assert (await world.take_back(label)).done


async def test_a_hold_placed_meanwhile_keeps_the_volume_behind_the_counter(world: Lending) -> None:
    _, label = await paused(world)
    on_hold(world, world.kept.number)
    refused = await resume(world, label)
    assert [reason["law"] for reason in refused.reasons] == ["dossier_on_hold"]


async def test_a_volume_that_lies_with_us_overnight_is_not_overdue(world: Lending) -> None:
    ref, _ = await paused(world)
    world.house.clock.advance(days=1)
    today = world.house.clock.now().date()
    with world.house.looking() as session:
        lists = counter_lists(session, [world.room], today)
    assert (lists["overdue"], lists["reading"]) == ([], [ref])


async def test_at_closing_time_what_is_still_read_is_shown(world: Lending) -> None:
    ref = await a_case(world, "out")
    room = world.house.get(Room, world.room)
    room.opening = "工作日 8:00—9:10"
    world.house.keep(room)
    assert shown(world, minutes=5) == []
    assert shown(world, minutes=15) == [(ref, world.labels(ref)[0])]
    await world.house.do(world.archivist, PauseReading(label=world.labels(ref)[0]))
    assert shown(world, minutes=15) == []


def shown(world: Lending, minutes: int) -> list[tuple[str, str]]:
    now = world.house.clock.now() + timedelta(0)
    with world.house.looking() as session:
        return [(it.case, it.label) for it in still_reading(session, [world.room], now, minutes)]
