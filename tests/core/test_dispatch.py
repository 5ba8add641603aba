"""一个操作编号办一次：同号同内容给同一回答，同号异内容是错；一条坏的不连累同批的别条。
A key is carried out once; another content under it is an error; one bad job never harms its group.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import pytest
from sqlalchemy import text

from core.audit.verify import verify
from core.command import USE_CASES, Answer, Command, Done, use_case
from core.members.member import Role
from core.outcome import Outcome, StoredOutcome
from core.requests.request import Request
from core.requests.withdraw_request import WithdrawRequest
from core.unit import Journal, OpenUnit
from tests.support.house import House
from tests.support.lending import TWO, Lending


@dataclass(frozen=True, slots=True, kw_only=True)
class Stumble(Command):
    """A command whose handler has a bug, after it has changed something."""


@pytest.fixture
def house(house_url: str) -> Iterator[House]:
    house = House(house_url)
    yield house
    house.close()


@pytest.fixture
def world(house: House) -> Lending:
    return Lending(house)


@pytest.fixture
def bug() -> Iterator[Stumble]:
    @use_case(Stumble, anyone=True)
    def stumble(command: Stumble, unit: OpenUnit) -> Answer:
        unit.session.execute(text("UPDATE room SET name = 'half done'"))
        return Done({"never": 1 // 0})

    yield Stumble()
    del USE_CASES[Stumble]


async def test_the_same_key_and_content_is_done_once(world: Lending) -> None:
    do = world.house.do
    first = await do(world.contact, world.application(), "k1")
    again = await do(world.contact, world.application(), "k1")
    assert (first.repeated, again) == (False, replace(first, repeated=True))
    assert len(world.house.all(Request)) == len(world.house.log("request_submitted")) == 1


async def test_the_same_key_with_other_content_is_an_error_and_changes_nothing(
    world: Lending,
) -> None:
    first = await world.house.do(world.contact, world.application(), "k1")
    other = world.application(purpose_detail="另一件事")
    assert (await world.house.do(world.contact, other, "k1")).code == "key_reused"
    withdraw = WithdrawRequest(request=first.data["ref"])
    assert (await world.house.do(world.contact, withdraw, "k1")).code == "key_reused"
    assert [r.state for r in world.house.all(Request)] == ["submitted"]


async def test_refusals_and_impossible_steps_are_remembered_too(world: Lending) -> None:
    for key, command in (
        ("refused", world.application(readers=TWO[:1])),
        ("not_found", world.application(dossier="GB-77777")),
    ):
        first = await world.house.do(world.contact, command, key)
        again = await world.house.do(world.contact, command, key)
        assert first.code == key
        assert again == replace(first, repeated=True)
    world.shelve("GB-77777", name="后来有了")
    late = await world.house.do(world.contact, world.application(dossier="GB-77777"), "not_found")
    assert late.code == "not_found"


async def test_two_people_may_use_the_same_key(world: Lending) -> None:
    colleague = world.house.add_member(Role.UNIT_CONTACT, unit=world.unit)
    for who in (world.contact, colleague):
        assert not (await world.house.do(who, world.application(), "k1")).repeated
    assert len(world.house.all(Request)) == 2


async def test_the_same_key_many_times_at_once_is_done_once(world: Lending) -> None:
    do = world.house.do
    outcomes = await asyncio.gather(
        *(do(world.contact, world.application(), "k1") for _ in range(12))
    )
    assert {outcome.data["ref"] for outcome in outcomes} == {world.house.all(Request)[0].ref}
    assert sum(not outcome.repeated for outcome in outcomes) == 1
    assert len(world.house.all(StoredOutcome)) == 1


async def test_a_key_contested_by_two_contents_goes_to_one_of_them(world: Lending) -> None:
    do, commands = world.house.do, [world.application(classes=str(n)) for n in range(6)]
    outcomes = await asyncio.gather(*(do(world.contact, c, "k1") for c in commands))
    assert sorted(outcome.code for outcome in outcomes) == [""] + ["key_reused"] * 5
    assert len(world.house.all(Request)) == 1


async def test_a_bug_in_one_handler_keeps_nothing_and_harms_no_neighbour(
    world: Lending, bug: Stumble
) -> None:
    do = world.house.do
    jobs = [do(world.contact, world.application(classes=str(n))) for n in range(5)]
    jobs.insert(2, do(world.contact, bug, "buggy"))
    answers = await asyncio.gather(*jobs, return_exceptions=True)
    assert isinstance(answers.pop(2), ZeroDivisionError)
    assert all(isinstance(answer, Outcome) and answer.done for answer in answers)
    with world.house.looking() as session:
        assert session.execute(text("SELECT name FROM room")).scalar() == "组织部档案室"
        assert verify(session) == []
    assert not [o for o in world.house.all(StoredOutcome) if o.key == "buggy"]


async def test_whoever_gives_up_waiting_stops_nobody(world: Lending) -> None:
    do, n = world.house.do, count()
    tasks = [
        asyncio.ensure_future(do(world.contact, world.application(classes=str(next(n)))))
        for _ in range(8)
    ]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert all(task.result().done for task in tasks[1::2])
    assert (await do(world.contact, world.application())).done


def test_a_closed_writer_says_so_and_keeps_nobody_waiting(house: House) -> None:
    house.dispatch.writer.close()
    with pytest.raises(RuntimeError, match="closed"):
        house.dispatch.writer.submit(lambda _session: (None, Journal()))
