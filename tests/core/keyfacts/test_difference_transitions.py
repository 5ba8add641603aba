"""不一致、存疑待查、组织认定、涉嫌造假：列出的才走得通；后两种状态没有两个人和文件，数据库不收。
Only listed steps go; without two people and a paper the database itself refuses the last two states.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.campaigns.campaign import CAMPAIGN_TRANSITIONS, Campaign, CampaignState, CampaignStep
from core.campaigns.problem import (
    PROBLEM_TRANSITIONS,
    CampaignProblem,
    ProblemState,
    ProblemStep,
)
from core.errors import ImpossibleStep
from core.keyfacts.difference import (
    DIFFERENCE_TRANSITIONS,
    Difference,
    DifferenceState,
    DifferenceStep,
    FactDecision,
)
from tests.support.keyfacts import KeyFacts

NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)
LAST_TWO = {DifferenceState.SETTLED, DifferenceState.SUSPECTED}


def a_difference(state):
    return Difference(dossier_id=1, fact="born", opened_at=NOW, state=state)


def a_campaign(state):
    return Campaign(room_id=1, title="x", document="x", begun_by=1, begun_at=NOW, state=state)


def a_problem(state):
    return CampaignProblem(
        campaign_id=1, kind="plain", words="x", opened_by=1, opened_at=NOW, state=state
    )


LIVES = [
    (a_difference, DifferenceState, DifferenceStep, DIFFERENCE_TRANSITIONS),
    (a_campaign, CampaignState, CampaignStep, CAMPAIGN_TRANSITIONS),
    (a_problem, ProblemState, ProblemStep, PROBLEM_TRANSITIONS),
]
EDGES = [
    pytest.param(make, state, step, table, id=f"{make.__name__}-{state}-{step}")
    for make, states, steps, table in LIVES
    for state, step in product(states, steps)
]


@pytest.mark.parametrize(("make", "state", "step", "table"), EDGES)
def test_listed_steps_move_and_all_others_are_impossible(make, state, step, table):
    thing = make(state)
    if target := table.get((state, step)):
        thing.take(step)
        assert (thing.state, thing.version) == (target, 2)
    else:
        with pytest.raises(ImpossibleStep):
            thing.take(step)
        assert (thing.state, thing.version) == (state, 1)


@pytest.mark.parametrize(("make", "states", "steps", "table"), LIVES)
def test_every_state_and_step_is_used(make, states, steps, table):
    begins = make(None).__class__.model_fields["state"].default
    assert {step for _, step in table} == set(steps)
    assert {*table.values(), begins} == set(states)


def test_from_a_bare_difference_nothing_leads_straight_to_a_verdict():
    first = {
        state for (origin, _), state in DIFFERENCE_TRANSITIONS.items() if origin == "differing"
    }
    assert first & LAST_TWO == set()


ONE_PERSON = {"decided_by": 1, "confirmed_by": 1, "organ": "x", "document": "x"}
WITHOUT = {
    "a bare state": {},
    "the same person twice": {**ONE_PERSON, "dated": date(2026, 1, 1)},
    "no day": {**ONE_PERSON, "confirmed_by": 2},
    "no document": {
        **ONE_PERSON,
        "confirmed_by": 2,
        "dated": date(2026, 1, 1),
        "document": "",
    },
    "no organ": {**ONE_PERSON, "confirmed_by": 2, "dated": date(2026, 1, 1), "organ": ""},
}


@pytest.mark.parametrize("how", WITHOUT)
@pytest.mark.parametrize("state", sorted(LAST_TWO))
async def test_the_database_takes_no_verdict_without_two_and_a_paper(
    world: KeyFacts, state: str, how: str
) -> None:
    await world.doubtful()
    with world.house.database.writing() as connection, pytest.raises(IntegrityError):
        connection.execute(update(Difference).values(state=state, **WITHOUT[how]))


async def test_the_database_lets_nobody_compare_their_own_entry(world: KeyFacts) -> None:
    ref = await world.doubtful()
    await world.enter(ref, "suspect", "组核〔2026〕3号")
    alone = {"compared_by": FactDecision.entered_by, "agrees": True}
    with world.house.database.writing() as connection, pytest.raises(IntegrityError):
        connection.execute(update(FactDecision).values(**alone))
