"""出库、归还两次清点件数页数：出库前与查阅人一起点，归还时再点一次，对不上的交负责人处理。
Counted out and counted in: a reading is not handed over uncounted, and a difference waits for the head.
"""

from __future__ import annotations

from typing import Any

import pytest

from core.custody.discrepancy import Discrepancy
from core.custody.volume_count import VolumeCount
from core.outcome import Outcome
from tests.support.every_mode import copying
from tests.support.lending import PAGES, PIECES, Lending, a_case


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


def counts(world: Lending) -> dict[str, tuple[int, int, str]]:
    return {
        it.moment: (it.pieces, it.pages, it.counted_with) for it in world.house.all(VolumeCount)
    }


@pytest.mark.parametrize("mode", ["consult", "copy"])
async def test_what_is_read_here_is_not_handed_over_uncounted(world: Lending, mode: str) -> None:
    asked = world.application() if mode == "consult" else copying(world)
    ref = await a_case(world, "ready", asked)
    await world.show_evidence(ref, without="count")
    assert laws(await world.hand_over(ref)) == ["count_before_missing"]
    await world.count(ref, world.labels(ref)[0])
    assert (await world.hand_over(ref)).done


async def test_both_counts_are_kept_with_who_counted_along(world: Lending) -> None:
    await a_case(world, "closed")
    assert counts(world) == {"before": (PIECES, PAGES, "李一"), "after": (PIECES, PAGES, "李一")}
    logged = [e.payload["moment"] for e in world.house.log("volume_counted")]
    assert logged == ["before", "after"]


async def test_the_last_count_before_the_hand_over_counts(world: Lending) -> None:
    ref = await a_case(world, "ready")
    await world.count(ref, world.labels(ref)[0], pieces=3, pages=4)
    await world.count(ref, world.labels(ref)[0], pieces=5, pages=6, reader=2)
    assert counts(world) == {"before": (5, 6, "赵二")}


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        ({"pieces": PIECES - 1, "pages": PAGES - 2}, "pages_missing"),
        ({"pieces": PIECES, "pages": PAGES - 1}, "pages_missing"),
        ({"pieces": PIECES + 1, "pages": PAGES + 1}, "foreign_pages"),
    ],
)
async def test_a_difference_opens_a_discrepancy(
    world: Lending, after: dict[str, int], kind: str
) -> None:
    ref = await a_case(world, "returned")
    outcome = await world.check(world.labels(ref)[0], **after)
    assert outcome.data["kind"] == kind
    (found,) = world.house.all(Discrepancy)
    assert (found.kind, world.line_states(ref)) == (kind, ["returned"])


async def test_a_volume_that_was_counted_out_is_counted_in(world: Lending) -> None:
    ref = await a_case(world, "returned")
    label = world.labels(ref)[0]
    for missing in ({"pieces": None}, {"pages": None}, {"pages": -1}, {"pieces": 10_000}):
        assert (await world.check(label, **missing)).code == "bad_value"
    assert (world.line_states(ref), len(counts(world))) == (["returned"], 1)
    assert (await world.check(label)).done


async def test_where_something_differs_anyway_no_numbers_are_demanded(world: Lending) -> None:
    ref = await a_case(world, "returned")
    said: dict[str, Any] = {"agrees": False, "kind": "order", "pieces": None, "pages": None}
    assert (await world.check(world.labels(ref)[0], **said)).data["kind"] == "order"


@pytest.mark.parametrize("bad", [{"pieces": -1}, {"pages": 10_000}, {"reader": 3}])
async def test_a_count_that_nobody_can_have_made_is_not_kept(
    world: Lending, bad: dict[str, int]
) -> None:
    ref = await a_case(world, "ready")
    assert (await world.count(ref, world.labels(ref)[0], **bad)).code == "bad_value"
    assert counts(world) == {}


async def test_only_what_waits_is_counted_out(world: Lending) -> None:
    ref = await a_case(world, "out")
    assert (await world.count(ref, world.labels(ref)[0])).code == "impossible_step"
    assert (await world.count(ref, "V0")).code == "not_found"
