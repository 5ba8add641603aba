"""授权矩阵：每个用例由每种角色在本处、外处真的试一遍，每个网址都写明谁能进；新增一个而没登记就失败。
The authorisation matrix: every command is tried by everyone, every route says who may knock (P8).

After a change: `python -m tests.support.authorisation > tests/architecture/authorisation.txt`,
and read the difference as you would read a change of the law.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.web.access import admitted
from bot.web.app import ROUTES
from core.audit.entry import LogEntry
from core.command import USE_CASES
from core.principal import Principal
from tests.support.authorisation import (
    TURNED_AWAY,
    a_small_world,
    matrix,
    people,
    without_sample,
)
from tests.support.every_command import samples
from tests.support.every_thing import Things
from tests.support.house import a_house

KEPT = Path(__file__).parent / "authorisation.txt"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Things]:
    with a_house(tmp_path_factory.mktemp("matrix")) as house:
        yield asyncio.run(a_small_world(house))


def test_every_command_has_a_sample_to_be_tried_with(world: Things) -> None:
    assert without_sample(world) == []


def test_the_matrix_is_the_one_that_was_read_and_kept(world: Things) -> None:
    found, kept = matrix(world).splitlines(), KEPT.read_text(encoding="utf-8").splitlines()
    assert found == kept


def test_what_is_turned_away_leaves_no_entry(world: Things) -> None:
    house = world.world.house
    before = len(house.all(LogEntry))
    stranger = people(world)["others"]["nobody"]
    codes = {
        asyncio.run(house.do(stranger, command, f"stranger-{name}")).code
        for name, command in samples(world).items()
    }
    assert codes == {"forbidden"}
    assert codes < TURNED_AWAY
    assert len(house.all(LogEntry)) == before


def test_nobody_signed_in_may_only_come_in(world: Things) -> None:
    guests = {c.__name__ for c, case in USE_CASES.items() if "guest" in case.principals}
    assert guests == {"BindMember", "BindReach", "CountWrongPin", "ForgetWrongPins", "SignOut"}
    assert Principal.guest().member_id is None


def test_every_use_case_admits_somebody() -> None:
    nobody = [
        command.__name__
        for command, case in USE_CASES.items()
        if not (case.roles or case.principals or case.anyone)
    ]
    assert nobody == []


def test_every_route_says_who_may_use_it_and_few_are_open() -> None:
    assert {admitted(route.handler) for route in ROUTES} == {"open", "signed", "device", "operator"}
