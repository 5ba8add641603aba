"""外借装袋：两人押运、袋号、允许的运送方式，缺一样不出库；借条有编号；送还时核对袋号和封条。
Loans leave sealed: two carriers, a bag number, an allowed way; bag and seal are checked at the return.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.custody.custody import Custody
from core.custody.discrepancy import Discrepancy
from core.custody.sealed_package import SealedPackage
from core.outcome import Outcome
from tests.support.lending import Lending, a_case


def laws(outcome: Outcome) -> set[str]:
    return {reason["law"] for reason in outcome.reasons}


async def ready(world: Lending, number: str = "GB-00001") -> str:
    return await a_case(world, "ready", world.lend(dossier=number))


async def test_without_a_package_every_reason_is_told(world: Lending) -> None:
    ref = await ready(world)
    await world.show_evidence(ref, without="package")
    expected = {"too_few_carriers", "bag_number_missing", "carrying_way_unlisted"}
    assert laws(await world.hand_over(ref)) == expected


@pytest.mark.parametrize(
    ("how", "law"),
    [
        ({"carriers": (1,)}, "too_few_carriers"),
        ({"carriers": (2, 2)}, "too_few_carriers"),
        ({"bag": "  "}, "bag_number_missing"),
        ({"way": "bus"}, "carrying_way_unlisted"),
    ],
)
async def test_what_is_missing_is_named_and_can_be_made_good(
    world: Lending, how: dict[str, Any], law: str
) -> None:
    ref = await ready(world)
    await world.show_evidence(ref)
    await world.pack(ref, **how)
    assert laws(await world.hand_over(ref)) == {law}
    assert (await world.pack(ref)).done
    assert (await world.hand_over(ref)).done


async def test_the_volume_leaves_with_its_bag_and_a_numbered_slip(world: Lending) -> None:
    await a_case(world, "out", world.lend())
    (package,), (custody,) = world.house.all(SealedPackage), world.house.all(Custody)
    assert custody.package_id == package.id
    assert package.left_at == world.house.clock.now()
    assert package.slip_number.startswith("组档借条〔2026〕")


async def test_packed_again_it_keeps_the_number_of_its_slip(world: Lending) -> None:
    ref = await ready(world)
    first = (await world.pack(ref)).data["slip"]
    assert (await world.pack(ref, bag="D-OTHER")).data["slip"] == first


async def test_a_bag_is_on_the_road_once(world: Lending) -> None:
    world.shelve("GB-00002", name="周四")
    first, second = await ready(world), await ready(world, "GB-00002")
    for ref in (first, second):
        await world.show_evidence(ref)
        await world.pack(ref, bag="D-9")
    assert (await world.hand_over(first)).done
    assert (await world.hand_over(second)).code == "bag_is_out"
    assert world.line_states(second) == ["waiting"]


async def test_bag_and_seal_are_checked_at_the_return(world: Lending) -> None:
    ref = await a_case(world, "returned", world.lend())
    label = world.labels(ref)[0]
    assert (await world.check(label, bag="")).code == "bad_value"
    assert (await world.check(label, seal_intact=None)).code == "bad_value"
    assert (await world.check(label, bag="d-12")).done
    (package,) = world.house.all(SealedPackage)
    assert (package.back_number, package.seal_intact) == ("D-12", True)


async def test_a_broken_seal_waits_for_the_head(world: Lending) -> None:
    ref = await a_case(world, "returned", world.lend())
    outcome = await world.check(world.labels(ref)[0], seal_intact=False)
    assert outcome.data["kind"] == "seal_broken"
    (found,) = world.house.all(Discrepancy)
    assert (found.kind, world.line_states(ref)) == ("seal_broken", ["returned"])


async def test_the_database_lets_no_bag_leave_with_one_carrier(world: Lending) -> None:
    ref = await ready(world)
    await world.pack(ref, carriers=(1,))
    left = update(SealedPackage).values(left_at=world.house.clock.now())
    with pytest.raises(IntegrityError), world.house.database.writing() as connection:
        connection.execute(left)


@pytest.mark.parametrize("bad", [{"carriers": (1, 3)}, {"bag": "D" * 31}, {"way": "w" * 21}])
async def test_nobody_else_carries_and_no_number_is_endless(
    world: Lending, bad: dict[str, Any]
) -> None:
    ref = await ready(world)
    assert (await world.pack(ref, **bad)).code == "bad_value"
    assert world.house.all(SealedPackage) == []


async def test_only_a_loan_is_packed(world: Lending) -> None:
    ref = await a_case(world, "ready")
    assert (await world.pack(ref)).code == "impossible_step"
