"""没有这份档案、别家的档案、涉密档案：对申请人的回答一模一样，不能由回答猜出有没有。
An unknown, a foreign and a flagged dossier get one and the same answer, whatever else is wrong (P8).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.decisions import KeptDecision
from core.holdings.dossier import Secrecy
from core.outcome import Outcome
from core.requests.request import Request
from tests.support.lending import TWO, Lending
from tests.support.statements import counted

NUMBERS = ("GB-99999", "GB-00100", "GB-00200", "GB-00300")
ALSO_WRONG: list[dict[str, Any]] = [
    {},
    {"readers": TWO[:1]},
    {"purpose": "curiosity"},
    {"mode": "lend"},
    {"mode": "nonsense"},
    {"readers": (replace(TWO[0], declares_kinship=True), TWO[1])},
]


@pytest.fixture
def numbers(world: Lending) -> tuple[str, ...]:
    """Nobody's, another unit's, a work secret, a state secret."""
    other = world.house.add_unit(world.room)
    world.shelve(NUMBERS[1], unit=other)
    world.shelve(NUMBERS[2], secrecy=Secrecy.WORK_SECRET)
    world.shelve(NUMBERS[3], secrecy=Secrecy.SECRET)
    return NUMBERS


@pytest.mark.parametrize("changes", ALSO_WRONG)
async def test_the_answers_are_equal(
    world: Lending, numbers: tuple[str, ...], changes: dict[str, Any]
) -> None:
    answers = [await world.submit(dossier=number, **changes) for number in numbers]
    expected = "bad_value" if changes.get("mode") == "nonsense" else "not_found"
    assert {answer.code for answer in answers} == {expected}
    assert all(told(answer) == told(answers[0]) for answer in answers)
    assert world.house.all(Request) == []


def told(outcome: Outcome) -> tuple[Any, ...]:
    return (outcome.status, outcome.code, outcome.data, outcome.reasons, outcome.decision)


async def test_the_refusal_of_a_flagged_dossier_stays_in_the_log(
    world: Lending, numbers: tuple[str, ...]
) -> None:
    await world.submit(dossier=numbers[3])
    assert [e.payload["laws"] for e in world.house.log("request_refused")] == [["secret_dossier"]]


async def test_at_the_counter_staff_may_enter_a_flagged_dossier(
    world: Lending, numbers: tuple[str, ...]
) -> None:
    walk_in = world.application(dossier=numbers[3], channel="counter")
    assert (await world.house.do(world.archivist, walk_in)).done


async def test_staff_are_told_why_a_flagged_dossier_goes_no_other_way(
    world: Lending, numbers: tuple[str, ...]
) -> None:
    outcome = await world.house.do(world.archivist, world.application(dossier=numbers[3]))
    assert [reason["law"] for reason in outcome.reasons] == ["secret_dossier"]


async def test_an_unknown_number_costs_as_many_statements_as_one_not_to_be_spoken_of(
    world: Lending, numbers: tuple[str, ...]
) -> None:
    await world.submit(readers=TWO[:1])  # the first of all opens the connection's caches
    costs = {}
    for number in numbers:
        with counted(world) as statements:
            await world.submit(dossier=number)
        costs[number] = len(statements)
    assert len(set(costs.values())) == 1
    assert costs[numbers[0]] > 10


@pytest.mark.parametrize("changes", [{}, {"readers": TWO[:1]}])
async def test_that_an_unknown_number_was_asked_is_kept_but_not_the_number(
    world: Lending, numbers: tuple[str, ...], changes: dict[str, Any]
) -> None:
    await world.submit(dossier=numbers[0], **changes)
    (logged,) = world.house.log("request_refused")
    (kept,) = world.house.all(KeptDecision)
    assert logged.payload["laws"] == ["dossier_unnamed"]
    assert (kept.fired, kept.facts, kept.allowed) == ("dossier_unnamed", None, False)
    assert numbers[0] not in str(logged.payload)
    assert world.house.all(Request) == []
