"""机器只会列出不一致：任何办理次序里，组织认定和涉嫌造假都追得到两个人和一份文件；机器自己走不到。
In any order of steps each of the last two states traces to two people and a paper; no machine gets there.
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.command import USE_CASES
from core.keyfacts.decide_difference import CompareDecision, EnterDecision
from core.keyfacts.difference import Difference, FactDecision
from core.keyfacts.refer_to_discipline import CompareReferral, EnterReferral
from core.keyfacts.review_difference import DoubtDifference, EndCorrected, WriteFinding
from core.principal import Principal
from tests.support.house import a_house
from tests.support.keyfacts import KeyFacts

MACHINES = ("setup", "clock", "guest", "bridge:desk")
STEPS = ("show", "show other", "doubt", "suspect", "settle", "compare", "compare alone", "void")
ENDS = {"settled": "settle", "suspected": "suspect"}


async def take(world: KeyFacts, ref: str, step: str, nth: int) -> None:
    match step:
        case "show":
            await world.show("1986.08")
        case "show other":
            await world.show(f"198{nth % 10}.01")
        case "doubt":
            await world.doubt(ref)
        case "suspect" | "settle":
            await world.enter(ref, step, f"组〔2026〕{nth}号", value="1986.08")
        case "compare" | "void":
            await world.compare(ref, agrees=step == "compare")
        case "compare alone":
            await world.compare(ref, who=world.head)


async def play(world: KeyFacts, steps: list[str]) -> None:
    ref = await world.differing()
    for nth, step in enumerate(steps, start=1):
        await take(world, ref, step, nth)


def traces(world: KeyFacts, item: Difference) -> bool:
    """Two people and a paper stand behind the state, and the decision says the same."""
    decided = [
        it
        for it in world.house.all(FactDecision)
        if it.difference_id == item.id and it.agrees and it.step == ENDS[item.state]
    ]
    return bool(decided) and all(
        it.entered_by != it.compared_by and it.document == item.document for it in decided[-1:]
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=10))
def test_every_verdict_traces_to_two_people_and_a_paper(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, a_house(Path(folder)) as house:
        world = KeyFacts(house)
        asyncio.run(play(world, steps))
        decided = [it for it in house.all(Difference) if it.state in ENDS]
        assert all(traces(world, it) for it in decided)
        if not {"compare"} & set(steps):
            assert decided == []


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize(
    "command",
    [
        EnterDecision(
            difference="X",
            seen_version=1,
            step="suspect",
            organ="x",
            document="x",
            dated=date(2026, 1, 1),
        ),
        CompareDecision(difference="X", seen_version=1, agrees=True),
        EnterReferral(
            difference="X",
            seen_version=1,
            kind="sent",
            organ="x",
            document="x",
            dated=date(2026, 1, 1),
        ),
        CompareReferral(difference="X", seen_version=1, agrees=True),
        DoubtDifference(difference="X", seen_version=1),
        WriteFinding(difference="X", words="x"),
        EndCorrected(difference="X", seen_version=1),
    ],
    ids=lambda command: type(command).__name__,
)
async def test_no_machine_takes_a_step_of_a_review(world: KeyFacts, name: str, command) -> None:
    assert USE_CASES[type(command)].principals == frozenset()
    machine = Principal(None, name, "clock")
    assert (await world.house.do(machine, command)).code == "forbidden"
