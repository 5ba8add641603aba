"""归还核对也问制度：当面、逐页、两个人；材料有增减抽换的，由负责人裁定才入库。
The return check asks the law (R-LOAN-3, R-LOG-1): face to face, page by page, two people.
"""

from __future__ import annotations

from typing import Any

import pytest

from core.custody.ask_return import Counting, counting_of
from core.custody.custody import Custody
from core.decisions import KeptDecision
from core.outcome import Outcome
from tests.support.lending import Lending, a_case


async def counted(world: Lending, **count: Any) -> Outcome:
    ref = await a_case(world, "out")
    (label,) = world.labels(ref)
    await world.take_back(label)
    return await world.check(label, **count)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"returner": " "}, "return_not_face_to_face"),
    ({"agrees": False}, "return_uncounted"),
]


@pytest.mark.parametrize(("count", "law"), REFUSED)
async def test_a_return_is_counted_face_to_face_or_not_at_all(
    world: Lending, count: dict[str, Any], law: str
) -> None:
    outcome = await counted(world, **count)
    assert [reason["law"] for reason in outcome.reasons] == [law]
    assert world.house.all(Custody)[0].closed_at is None
    assert world.house.log("request_refused")[-1].payload["step"] == "return_check"


@pytest.mark.parametrize("kind", ["pages_missing", "pages_damaged", "foreign_pages"])
async def test_a_change_of_the_material_waits_for_the_head(world: Lending, kind: str) -> None:
    assert (await counted(world, agrees=False, kind=kind)).done
    decision = world.house.all(KeptDecision)[-1]
    assert (decision.step, decision.fired) == ("return_check", "material_change_undecided")
    assert world.house.all(Custody)[0].closed_at is None


async def test_a_count_that_agrees_is_a_decision_without_a_law(world: Lending) -> None:
    assert (await counted(world)).done
    decision = world.house.all(KeptDecision)[-1]
    assert (decision.step, decision.allowed, decision.fired) == ("return_check", True, "")


@pytest.mark.parametrize(
    ("said", "counting"),
    [
        (("李一", "张三", True, ""), (True, False, True, False)),
        (("张 三", "张三", True, ""), (True, True, True, False)),
        (("", "", True, ""), (False, False, True, False)),
        (("李一", "张三", False, ""), (True, False, False, False)),
        (("李一", "张三", False, "order"), (True, False, True, False)),
        (("李一", "张三", False, "foreign_pages"), (True, False, True, True)),
    ],
)
def test_what_is_said_at_the_counter_becomes_facts(
    said: tuple[str, str, bool, str], counting: tuple[bool, bool, bool, bool]
) -> None:
    present, same, whole, changed = counting
    assert counting_of(*said) == Counting(
        returner_present=present,
        returner_is_counter=same,
        counted_page_by_page=whole,
        material_changed=changed,
    )
