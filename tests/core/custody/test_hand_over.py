"""出库交接：取档码、卷标签、审批表原件、两人证件，缺一样就不出库，并说明缺的是哪一条。
Handing over needs every evidence in time; drop one and the law that asks for it is named (all or none).
"""

from __future__ import annotations

import pytest

from core.custody.custody import Custody
from core.custody.hand_over import HandOver
from core.outcome import Outcome
from tests.support.lending import Lending, a_case

MISSING = {
    "code": "collection_code_invalid",
    "label": "volume_evidence_missing",
    "card_1": "reader_unidentified",
    "card_2": "reader_unidentified",
    "count": "count_before_missing",
}
TICKS = {
    "signed": "form_unsigned",
    "sealed": "form_unsealed",
    "dated": "form_undated",
    "matches": "form_differs",
}


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


@pytest.mark.parametrize(("mode", "form"), [("consult", "consult"), ("lend", "loan")])
@pytest.mark.parametrize("missing", ["code", "label", "form", "card_1", "card_2"])
async def test_one_evidence_missing_is_named_and_nothing_moves(
    world: Lending, mode: str, form: str, missing: str
) -> None:
    asked = world.application() if mode == "consult" else world.lend()
    ref = await a_case(world, "ready", asked)
    before = world.request(ref)
    await world.show_evidence(ref, without=missing)
    expected = MISSING.get(missing, f"{form}_form_missing")
    assert laws(await world.hand_over(ref)) == [expected]
    assert (world.request(ref), world.line_states(ref)) == (before, ["waiting"])
    assert world.house.all(Custody) == []


@pytest.mark.parametrize("tick", TICKS)
async def test_a_form_that_lacks_something_is_named(world: Lending, tick: str) -> None:
    ref = await a_case(world, "ready")
    await world.show_evidence(ref)
    await world.sight(ref, **{tick: False})
    assert laws(await world.hand_over(ref)) == [TICKS[tick]]


@pytest.mark.parametrize("stale", ["code", "label", "form", "card_1", "card_2"])
async def test_evidence_of_an_earlier_hour_does_not_count(world: Lending, stale: str) -> None:
    ref = await a_case(world, "ready")
    await world.show_evidence(ref)
    world.house.clock.advance(minutes=11)
    await world.show_evidence(ref, without=stale)
    expected = MISSING.get(stale, "consult_form_missing")
    assert laws(await world.hand_over(ref)) == [expected]


async def test_with_nothing_shown_every_reason_is_given_at_once(world: Lending) -> None:
    ref = await a_case(world, "ready")
    expected = {"consult_form_missing", *MISSING.values()}
    assert set(laws(await world.hand_over(ref))) == expected


async def test_with_everything_shown_the_volume_goes_out(world: Lending) -> None:
    ref = await a_case(world, "ready")
    await world.show_evidence(ref)
    outcome = await world.hand_over(ref)
    assert outcome.data["due_on"] == "2026-11-25"
    assert world.line_states(ref) == ["reading"]
    (custody,) = world.house.all(Custody)
    assert (custody.kind, custody.opened_by, custody.closed_at) == (
        "consult", world.archivist, None,
    )  # fmt: skip
    assert [e.ref for e in world.house.log("volume_handed_over")] == list(world.labels(ref))


async def test_several_volumes_go_out_together_or_not_at_all(world: Lending) -> None:
    two = world.shelve("GB-00002", volumes=2)
    ref = await a_case(world, "ready", world.application(dossier=two.number))
    await world.show_evidence(ref, labels=two.labels[:1])
    assert laws(await world.hand_over(ref)) == ["volume_evidence_missing"]
    assert (world.line_states(ref), world.house.all(Custody)) == (["waiting"] * 2, [])
    await world.see(two.labels[1])
    assert (await world.hand_over(ref)).done
    assert world.line_states(ref) == ["reading", "reading"]


async def test_a_label_of_another_case_is_not_handed_over(world: Lending) -> None:
    other = world.shelve("GB-00002")
    ref = await a_case(world, "ready")
    await world.show_evidence(ref)
    for labels in ((*world.labels(ref), *other.labels), other.labels, ("V0",)):
        assert (await world.hand_over(ref, *labels)).code == "impossible_step"
    none = HandOver(request=ref, labels=(), seen_version=world.request(ref).version)
    assert (await world.house.do(world.archivist, none)).code == "impossible_step"


async def test_a_second_hand_over_of_the_same_volume_changes_nothing(world: Lending) -> None:
    ref = await a_case(world, "out")
    before = world.request(ref)
    assert (await world.hand_over(ref)).code == "impossible_step"
    assert world.request(ref) == before


async def test_an_old_page_hands_over_nothing(world: Lending) -> None:
    ref = await a_case(world, "ready")
    await world.show_evidence(ref)
    old = HandOver(
        request=ref, labels=world.labels(ref), seen_version=world.request(ref).version - 1
    )
    assert (await world.house.do(world.archivist, old)).code == "stale"


@pytest.mark.parametrize("state", ["submitted", "unit_signed", "room_reviewed", "closed"])
async def test_only_a_ready_case_is_handed_over(world: Lending, state: str) -> None:
    ref = await a_case(world, state)
    assert (await world.hand_over(ref)).code == "impossible_step"


async def test_a_volume_that_another_case_has_out_is_refused(world: Lending) -> None:
    first, second = await a_case(world, "ready"), await a_case(world, "ready")
    await world.show_evidence(first)
    await world.show_evidence(second)
    assert (await world.hand_over(first)).done
    assert laws(await world.hand_over(second)) == ["volume_in_open_custody"]
