"""暂缓、涉密、办案、禁止经手、回避：对申请人一样的话、一样的样子、一样多的步骤。
Two different sensitive causes cannot be told apart by words, shape, or the work they cause.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import update

from core.decisions import KeptDecision
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.outcome import Outcome
from rules.audience import AT_THE_WINDOW, for_audience
from tests.support.lending import TWO, Lending, a_case
from tests.support.restrictions import barred, dossier_id, on_hold
from tests.support.statements import counted


def change(world: Lending, statement: object) -> None:
    with world.house.database.writing() as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def hold(world: Lending, number: str) -> None:
    on_hold(world, number)


def secret(world: Lending, number: str) -> None:
    change(world, update(Dossier).where(Dossier.number == number).values(secrecy=Secrecy.SECRET))


def work_secret(world: Lending, number: str) -> None:
    flagged = update(Dossier).where(Dossier.number == number)
    change(world, flagged.values(secrecy=Secrecy.WORK_SECRET))


def barred_reader(world: Lending, number: str) -> None:
    barred(world, name="李一", dossier_id=dossier_id(world, number))


def barred_handler(world: Lending, number: str) -> None:
    barred(world, member_id=world.contact, dossier_id=dossier_id(world, number))


Cause = Callable[[Lending, str], None]
CAUSES: dict[str, Cause] = {
    cause.__name__: cause for cause in (hold, secret, work_secret, barred_reader, barred_handler)
}
ASKED: dict[str, dict[str, Any]] = {
    "kinship": {"readers": (replace(TWO[0], declares_kinship=True), TWO[1])},
    "discipline_outside": {"purpose": "inspection_and_discipline", "channel": "outside"},
}
ALL = [*CAUSES, *ASKED]


async def submitted(world: Lending, cause: str, nth: int) -> tuple[Outcome, int, float]:
    """The answer to an application that meets this cause alone, its statements and seconds."""
    number = world.shelve(f"GB-7{nth:04d}").number
    CAUSES.get(cause, lambda *_: None)(world, number)
    with counted(world) as statements:
        began = time.perf_counter()
        outcome = await world.submit(dossier=number, **ASKED.get(cause, {}))
        took = time.perf_counter() - began
    return outcome, len(statements), took


def told(outcome: Outcome) -> tuple[Any, ...]:
    return outcome.status, outcome.code, outcome.data, outcome.reasons, outcome.decision


@pytest.mark.parametrize(("one", "other"), list(combinations(ALL, 2)))
async def test_two_sensitive_causes_answer_alike_and_cost_alike(
    world: Lending, one: str, other: str
) -> None:
    await world.submit(readers=TWO[:1])  # the first of all opens the connection's caches
    first, first_work, first_took = await submitted(world, one, 1)
    second, second_work, second_took = await submitted(world, other, 2)
    assert told(first) == told(second)
    assert (first.status, first.code) == ("impossible", "not_found")
    assert first_work == second_work > 10
    print(f"{one} : {other} = {first_took / second_took:.2f} of the time")


@pytest.mark.parametrize("cause", ALL)
async def test_which_cause_it_was_stays_in_the_log_and_costs_one_decision(
    world: Lending, cause: str
) -> None:
    await submitted(world, cause, 1)
    (kept,) = world.house.all(KeptDecision)
    (logged,) = world.house.log("request_refused")
    assert logged.payload["laws"] == kept.fired.split(",")
    assert len(kept.fired.split(",")) == 1


def change_handler(world: Lending, number: str) -> None:
    barred(world, member_id=world.head, dossier_id=dossier_id(world, number))


LATER: dict[str, Cause] = CAUSES | {
    "handler_is_subject": lambda world, _: change(
        world, update(Cadre).values(member_id=world.head)
    ),
    "barred_handler": change_handler,
}


@pytest.mark.parametrize("cause", LATER)
async def test_at_a_later_step_the_applicant_hears_the_one_neutral_sentence(
    world: Lending, cause: str
) -> None:
    ref = await a_case(world, "unit_signed")
    LATER[cause](world, world.kept.number)
    outcome = await world.room_review(ref)
    assert outcome.status == "refused"
    reasons = [world.house.law.book.law(r["law"]).reason() for r in outcome.reasons]
    assert for_audience(reasons, "applicant") == (AT_THE_WINDOW,)
