"""当天换人：新来的人写明姓名，审批表更换处盖单位公章，规定再问一遍；原来的人留在登记里。
Swapped on the day: the new reader is named under the unit's seal, the law is asked again, the old one stays.
"""

from __future__ import annotations

from typing import Any

import pytest

from core.custody.pause_reading import PauseReading, ResumeReading
from core.custody.sealed_package import SealedPackage
from core.outcome import Outcome
from core.requests.reader import Reader
from core.requests.submit_request import NamedReader
from core.requests.swap_reader import SwapReader
from tests.support.lending import Lending, a_case
from tests.support.restrictions import barred

SOMEONE = {"name": "卫三", "is_personnel": True, "is_party_member": True}


async def swap(
    world: Lending, ref: str, *, ordinal: int = 2, sealed: bool = True, **changes: Any
) -> Outcome:
    reader = NamedReader(**(SOMEONE | changes))
    command = SwapReader(request=ref, ordinal=ordinal, reader=reader, change_sealed=sealed)
    return await world.house.do(world.archivist, command)


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


async def test_the_new_reader_reads_and_the_old_one_stays_in_the_record(world: Lending) -> None:
    ref = await a_case(world, "ready")
    assert (await swap(world, ref)).data["ordinal"] == 3
    rows = {it.ordinal: (it.name, it.replaced_at is not None) for it in world.house.all(Reader)}
    assert rows == {1: ("李一", False), 2: ("赵二", True), 3: ("卫三", False)}
    await world.show_evidence(ref)
    assert laws(await world.hand_over(ref)) == ["reader_unidentified"]
    await world.identify(ref, 3)
    assert (await world.hand_over(ref)).done


@pytest.mark.parametrize(
    ("changes", "law"),
    [
        ({"declares_kinship": True}, "reader_is_relative"),
        ({"is_party_member": False}, "reader_not_party_member"),
        ({"is_personnel": False}, "reader_outside_personnel"),
        ({"name": "王小明"}, "reader_is_subject"),
        ({"sealed": False}, "reader_change_unsealed"),
    ],
)
async def test_the_law_is_asked_about_the_new_reader(
    world: Lending, changes: dict[str, Any], law: str
) -> None:
    ref = await a_case(world, "ready")
    assert laws(await swap(world, ref, **changes)) == [law]
    assert [it.name for it in world.house.all(Reader)] == ["李一", "赵二"]


async def test_a_barred_reader_is_not_let_in_by_a_swap(world: Lending) -> None:
    ref = await a_case(world, "ready")
    barred(world, name="卫三")
    assert laws(await swap(world, ref)) == ["reader_is_barred"]


async def test_who_was_replaced_is_no_longer_judged(world: Lending) -> None:
    ref = await a_case(world, "ready")
    barred(world, name="赵二")
    assert (await swap(world, ref)).done


async def test_while_a_volume_is_read_it_is_paused_first(world: Lending) -> None:
    ref = await a_case(world, "out")
    label = world.labels(ref)[0]
    assert (await swap(world, ref)).code == "impossible_step"
    await world.house.do(world.archivist, PauseReading(label=label))
    assert (await swap(world, ref)).done
    resume = ResumeReading(label=label)
    assert (await world.house.do(world.archivist, resume)).code == "impossible_step"
    await world.identify(ref, 3)
    assert (await world.house.do(world.archivist, resume)).done


async def test_a_loan_is_packed_again_for_the_new_carrier(world: Lending) -> None:
    ref = await a_case(world, "ready", world.lend())
    await world.pack(ref)
    assert (await swap(world, ref)).done
    assert world.house.all(SealedPackage) == []
    assert (await world.pack(ref, carriers=(1, 2))).code == "bad_value"
    assert (await world.pack(ref, carriers=(1, 3))).done


async def test_an_unknown_place_or_a_nameless_reader_changes_nothing(world: Lending) -> None:
    ref = await a_case(world, "ready")
    assert (await swap(world, ref, ordinal=7)).code == "not_found"
    assert (await swap(world, ref, name="  ")).code == "bad_value"
    submitted = await a_case(world, "submitted")
    assert (await swap(world, submitted)).code == "impossible_step"
