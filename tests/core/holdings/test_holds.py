"""暂缓办理：负责人凭文号登记即生效，另一人凭同一文号确认；解除须两人凭同一解除文号。
A hold takes effect with the head's entry; lifting it takes two people with the same document.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.holdings.hold import Hold
from core.holdings.lift_hold import LiftHold
from core.holdings.place_hold import PlaceHold
from core.members.member import Role
from tests.support.house import a_house
from tests.support.lending import Lending

PLACED, LIFTED = "缓〔2026〕1号", "解〔2026〕2号"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Lending]:
    with a_house(tmp_path) as house:
        yield Lending(house)


def place(world: Lending, document: str = PLACED) -> PlaceHold:
    return PlaceHold(dossier=world.kept.number, organ="市委组织部", document=document)


def lift(world: Lending, document: str = LIFTED) -> LiftHold:
    return LiftHold(dossier=world.kept.number, placed_under=PLACED, document=document)


async def test_the_heads_entry_holds_at_once_and_a_colleague_confirms_it(world: Lending) -> None:
    assert (await world.house.do(world.head, place(world))).data["confirmed"] is False
    assert (await world.submit()).code == "not_found"
    assert (await world.house.do(world.archivist, place(world))).data["confirmed"] is True
    (hold,) = world.house.all(Hold)
    assert (hold.placed_by, hold.confirmed_by) == (world.head, world.archivist)


async def test_it_is_lifted_by_two_people_with_the_same_document(world: Lending) -> None:
    await world.house.do(world.head, place(world))
    assert (await world.house.do(world.head, lift(world))).data["lifted"] is False
    assert (await world.house.do(world.head, lift(world))).code == "same_person"
    assert (await world.house.do(world.archivist, lift(world, "解〔2026〕9号"))).code == "forbidden"
    assert (await world.submit()).code == "not_found"
    assert (await world.house.do(world.archivist, lift(world))).data["lifted"] is True
    assert (await world.submit()).done


async def test_nobody_confirms_what_they_placed_themselves(world: Lending) -> None:
    await world.house.do(world.head, place(world))
    assert (await world.house.do(world.head, place(world))).code == "same_person"


async def test_only_a_head_of_the_room_begins_it(world: Lending) -> None:
    elsewhere = world.house.add_member(Role.HEAD, room=world.house.add_room())
    for who in (world.archivist, world.leader, world.contact, elsewhere):
        assert (await world.house.do(who, place(world))).code == "forbidden"
    assert (await world.house.do(world.head, place(world, " "))).data["field"] == "document"


async def test_a_hold_that_was_never_placed_is_not_lifted(world: Lending) -> None:
    assert (await world.house.do(world.head, lift(world))).code == "not_found"


async def test_the_log_says_the_document_and_no_dossier(world: Lending) -> None:
    await world.house.do(world.head, place(world))
    (logged,) = world.house.log("hold_placed")
    assert logged.payload["document"] == PLACED
    assert world.kept.number not in str(logged)
