"""清点不符：不声不响改不了，发现的人不能自己销，由负责人写明处理后才关。
A mismatch is never waved through: the head, another person than its finder, settles it in words.
"""

from __future__ import annotations

from core.custody.check_return import SettleDiscrepancy
from core.custody.custody import Custody
from core.custody.discrepancy import Discrepancy
from core.members.member import Role
from tests.support.lending import Lending, a_case


async def out(world: Lending) -> tuple[str, str]:
    ref = await a_case(world, "out")
    return ref, world.labels(ref)[0]


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
