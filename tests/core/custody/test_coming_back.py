"""归还入库与当面清点：旧的归还不能关掉新的保管（P4）；数目不符由负责人定，经手人与归还人是两个人。
Coming back: a late return never closes a newer custody; two people count; the head settles a mismatch.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.custody.check_return import SettleDiscrepancy
from core.custody.custody import Custody
from core.custody.discrepancy import Discrepancy
from core.custody.pause_reading import PauseReading, ResumeReading
from core.members.member import Member, Role
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
    assert (await world.check(label, returner=returner)).code == "same_person"
    assert (await world.check(label, returner=" ")).code == "bad_value"


async def mismatch(world: Lending) -> tuple[str, str]:
    ref, label = await out(world)
    await world.take_back(label)
    found = await world.check(label, agrees=False, kind="pages_missing", remark="少第3页")
    assert found.done
    return ref, label


async def test_a_mismatch_waits_for_the_head(world: Lending) -> None:
    ref, label = await mismatch(world)
    assert (world.line_states(ref), world.request(ref).state) == (["returned"], "ready")
    assert world.house.all(Custody)[0].closed_at is None
    settle = SettleDiscrepancy(label=label, resolution="补页，已核")
    assert (await world.house.do(world.archivist, settle)).code == "forbidden"
    assert (await world.house.do(world.head, settle)).done
    assert world.request(ref).state == "closed"
    assert world.house.all(Discrepancy)[0].settled_by == world.head


async def test_a_second_count_does_not_wave_a_mismatch_through(world: Lending) -> None:
    ref, label = await mismatch(world)
    assert (await world.check(label)).code == "impossible_step"
    again = await world.check(label, agrees=False, kind="order")
    assert again.code == "impossible_step"
    assert world.request(ref).state == "ready"


async def test_who_found_it_does_not_settle_it(world: Lending) -> None:
    world.house.grant(world.archivist, Role.HEAD, room=world.room)
    _, label = await mismatch(world)
    settle = SettleDiscrepancy(label=label, resolution="没事")
    assert (await world.house.do(world.archivist, settle)).code == "same_person"


async def test_settling_needs_something_found_and_a_word(world: Lending) -> None:
    _, label = await mismatch(world)
    empty = SettleDiscrepancy(label=label, resolution=" ")
    assert (await world.house.do(world.head, empty)).code == "bad_value"
    other = await a_case(world, "returned", world.application(dossier=shelved(world)))
    nothing = SettleDiscrepancy(label=world.labels(other)[0], resolution="没事")
    assert (await world.house.do(world.head, nothing)).code == "not_found"


def shelved(world: Lending) -> str:
    return world.shelve("GB-00002", name="钱三").number


async def test_a_mismatch_must_be_of_a_known_kind(world: Lending) -> None:
    _, label = await out(world)
    await world.take_back(label)
    assert (await world.check(label, agrees=False, kind="odd")).code == "bad_value"


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
