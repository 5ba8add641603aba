"""没有来人就没有路：系统自己的角色只办自己的事；没有权限与没有这件事，外面看一个样。
There is no path without a principal; unknown and not allowed look alike from outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.web.answers import STATUS, error_body
from core.audit.entry import LogEntry
from core.members.member import Role
from core.outcome import StoredOutcome
from core.principal import Principal
from core.requests.withdraw_request import WithdrawRequest
from tests.support.house import a_house
from tests.support.lending import Lending, a_case


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Lending]:
    with a_house(tmp_path) as house:
        yield Lending(house)


async def test_unknown_and_not_allowed_look_alike_to_a_person(world: Lending) -> None:
    stranger = world.house.add_member(Role.HEAD, room=world.house.add_room())
    ref = await a_case(world, "unit_signed")
    foreign = await world.approve(ref, stranger, "room_review")
    assert foreign.code == "forbidden"
    assert error_body("forbidden") == error_body("not_found")
    assert STATUS["forbidden"] == STATUS["not_found"]


@pytest.mark.parametrize("who", [Principal.guest(), Principal.setup(), Principal.clock()])
async def test_the_houses_own_actors_do_only_what_is_theirs(world: Lending, who: Principal) -> None:
    assert (await world.house.do(who, world.application())).code == "forbidden"


async def test_a_member_without_any_role_does_nothing(world: Lending) -> None:
    nobody = world.house.add_member(unit=world.unit)
    ref = await a_case(world, "submitted")
    for command in (world.application(), WithdrawRequest(request=ref)):
        assert (await world.house.do(nobody, command)).code == "forbidden"


async def test_what_is_forbidden_leaves_no_trace_but_its_outcome(world: Lending) -> None:
    before = len(world.house.all(LogEntry))
    await world.house.do(world.head, world.application(), "k1")
    assert len(world.house.all(LogEntry)) == before
    assert [o.key for o in world.house.all(StoredOutcome)] == ["k1"]
