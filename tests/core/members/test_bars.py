"""不得经手、取消查阅资格、回避：负责人凭文号登记即生效，另一人核对确认；解除须两人凭同一文号。
A bar holds from the head's entry; a second person confirms it, and lifting takes two with one document.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.members.barred import Barred
from core.members.lift_bar import LiftBar
from core.members.member import Member, Role
from core.members.place_bar import ConfirmBar, PlaceBar
from core.outcome import Outcome
from tests.support.house import a_house
from tests.support.lending import Lending, a_case

PLACED, LIFTED = "禁〔2026〕1号", "解〔2026〕1号"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Lending]:
    with a_house(tmp_path) as house:
        yield Lending(house)


@pytest.fixture
def security(world: Lending) -> int:
    return world.house.add_member(Role.SECURITY_OFFICER)


async def place(world: Lending, who: int = 0, **bar: Any) -> Outcome:
    command = PlaceBar(**({"room_id": world.room, "document": PLACED} | bar))
    return await world.house.do(who or world.head, command)


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


async def test_a_reader_who_lost_the_right_reads_nothing_of_the_room(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    assert (await place(world, name="李一")).done
    assert laws(await world.room_review(ref)) == ["reader_is_barred"]


async def test_an_avoidance_pair_is_for_one_dossier(world: Lending) -> None:
    other = world.shelve("GB-00002", name="孙二").number
    assert (await place(world, name="李一", dossier=other)).done
    assert (await world.submit()).done
    assert (await world.submit(dossier=other)).code == "not_found"


async def test_a_member_may_not_handle(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    second = world.house.add_member(Role.HEAD, room=world.room)
    number = world.house.get(Member, world.head).number
    assert (await place(world, second, number=number)).done
    assert laws(await world.room_review(ref)) == ["handler_is_barred"]


async def test_it_holds_in_its_own_room_only(world: Lending) -> None:
    there = world.house.add_room()
    head = world.house.add_member(Role.HEAD, room=there)
    command = PlaceBar(room_id=there, document=PLACED, name="李一")
    assert (await world.house.do(head, command)).done
    assert (await world.submit()).done


async def test_a_second_person_confirms_it(world: Lending, security: int) -> None:
    bar = (await place(world, name="李一")).data["bar"]
    assert (await world.house.do(world.head, ConfirmBar(bar=bar))).code == "same_person"
    assert (await world.house.do(world.archivist, ConfirmBar(bar=bar))).code == "forbidden"
    assert (await world.house.do(security, ConfirmBar(bar=bar))).done
    assert world.house.get(Barred, bar).confirmed_by == security


async def test_it_is_lifted_by_two_with_the_same_document(world: Lending, security: int) -> None:
    bar = (await place(world, name="李一")).data["bar"]
    lift = LiftBar(bar=bar, document=LIFTED)
    assert (await world.house.do(security, lift)).code == "forbidden"
    assert (await world.house.do(world.head, lift)).data["lifted"] is False
    assert (await world.house.do(world.head, lift)).code == "same_person"
    assert (await world.submit()).code == "not_found"
    assert (await world.house.do(security, lift)).data["lifted"] is True
    assert (await world.submit()).done
    assert (await world.house.do(security, lift)).code == "not_found"


async def test_it_ends_with_its_day(world: Lending) -> None:
    assert (await place(world, name="李一", until=date(2026, 11, 26))).done
    assert (await world.submit()).code == "not_found"
    world.house.clock.advance(days=2)
    assert (await world.submit()).done


@pytest.mark.parametrize(
    ("bar", "field"),
    [
        ({}, "who"),
        ({"name": "李一", "number": "M0001"}, "who"),
        ({"name": "李一", "document": " "}, "document"),
        ({"name": "李一", "dossier": "NO-SUCH"}, "dossier"),
        ({"number": "NOBODY"}, "number"),
        ({"name": "李一", "until": date(2026, 11, 1)}, "until"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_entered(
    world: Lending, bar: dict[str, Any], field: str
) -> None:
    assert (await place(world, **bar)).data["field"] == field
    assert world.house.all(Barred) == []


async def test_only_the_rooms_head_enters_it_and_the_log_names_nobody(world: Lending) -> None:
    for who in (world.archivist, world.leader, world.contact):
        assert (await place(world, who, name="李一")).code == "forbidden"
    await place(world, name="李一")
    (logged,) = world.house.log("bar_placed")
    assert logged.payload["document"] == PLACED
    assert "李一" not in str(logged)
