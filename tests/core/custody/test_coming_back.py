"""归还入库与当面清点：旧的归还不能关掉新的保管（P4）；数目不符由负责人定，经手人与归还人是两个人。
Coming back: a late return never closes a newer custody; two people count; the head settles a mismatch.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.custody.custody import Custody
from core.custody.pause_reading import PauseReading, ResumeReading
from core.members.member import Member
from tests.support.clock import MORNING
from tests.support.lending import Lending, a_case


async def out(world: Lending) -> tuple[str, str]:
    ref = await a_case(world, "out")
    return ref, world.labels(ref)[0]


async def test_a_volume_comes_back_is_counted_and_the_case_closes(world: Lending) -> None:
    ref, label = await out(world)
    assert (await world.take_back(label)).done
    assert world.line_states(ref) == ["returned"]
    assert (await world.check(label)).done
    assert (world.line_states(ref), world.request(ref).state) == (["checked"], "closed")
    (custody,) = world.house.all(Custody)
    assert (custody.returner, custody.checked_by) == ("李一", world.archivist)
    assert custody.closed_at == world.house.clock.now()


async def test_a_case_closes_with_its_last_volume(world: Lending) -> None:
    two = world.shelve("GB-00002", volumes=2)
    ref = await a_case(world, "returned", world.application(dossier=two.number))
    await world.check(two.labels[0])
    assert world.request(ref).state == "ready"
    await world.check(two.labels[1])
    assert world.request(ref).state == "closed"


async def test_a_volume_comes_back_once(world: Lending) -> None:
    _, label = await out(world)
    await world.take_back(label)
    before = world.house.all(Custody)
    assert (await world.take_back(label)).code == "impossible_step"
    assert world.house.all(Custody) == before
    await world.check(label)
    assert (await world.take_back(label)).code == "not_found"


async def test_a_late_return_never_closes_a_newer_custody(world: Lending) -> None:
    await a_case(world, "closed")
    happened = world.house.clock.now()
    world.house.clock.advance(hours=1)
    ref, label = await out(world)
    assert (await world.take_back(label, occurred_at=happened)).code == "stale"
    assert world.line_states(ref) == ["reading"]
    assert (await world.take_back(label, occurred_at=world.house.clock.now())).done


async def test_a_return_is_never_dated_ahead(world: Lending) -> None:
    _, label = await out(world)
    tomorrow = world.house.clock.now() + timedelta(days=1)
    assert (await world.take_back(label, occurred_at=tomorrow)).done
    assert world.house.all(Custody)[0].returned_at == world.house.clock.now()


async def test_a_time_without_a_zone_is_a_bad_value(world: Lending) -> None:
    _, label = await out(world)
    naive = datetime(2026, 11, 25, 9)
    assert (await world.take_back(label, occurred_at=naive)).code == "bad_value"


async def test_what_is_still_out_is_not_counted(world: Lending) -> None:
    _, label = await out(world)
    assert (await world.check(label)).code == "impossible_step"
    assert (await world.check("V0")).code == "not_found"


@pytest.mark.parametrize("returner", ["测试员", " 测试员 ", "测 试员"])
async def test_the_archivist_is_not_the_returner(world: Lending, returner: str) -> None:
    archivist = world.house.get(Member, world.archivist)
    archivist.name = "测试员"
    world.house.keep(archivist)
    _, label = await out(world)
    await world.take_back(label)
    alone = await world.check(label, returner=returner)
    assert [reason["law"] for reason in alone.reasons] == ["return_counted_by_one"]


async def test_reading_is_paused_resumed_and_ends_from_either(world: Lending) -> None:
    ref, label = await out(world)
    pause, resume = PauseReading(label=label), ResumeReading(label=label)
    assert (await world.house.do(world.archivist, resume)).code == "impossible_step"
    assert (await world.house.do(world.archivist, pause)).done
    assert world.line_states(ref) == ["paused"]
    assert world.house.all(Custody)[0].paused_at == MORNING
    assert (await world.house.do(world.archivist, pause)).code == "impossible_step"
    assert (await world.house.do(world.archivist, resume)).done
    assert world.line_states(ref) == ["reading"]
    await world.house.do(world.archivist, pause)
    assert (await world.take_back(label)).done


async def test_a_lent_volume_is_not_paused(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    pause = PauseReading(label=world.labels(ref)[0])
    assert (await world.house.do(world.archivist, pause)).code == "impossible_step"
