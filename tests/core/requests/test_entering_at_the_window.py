"""窗口代录：申请、原件、纸上的签字一次录完；制度不允许的整件不录，记不了的签字说明白、留着办。
A window entry is one: application, paper seen, signatures; refused as a whole, or what is left is told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.members.member import Role
from core.outcome import Outcome
from core.principal import Principal, Proof
from core.requests.approval import Approval
from core.requests.enter_at_window import (
    EnterAtWindow,
    SeenOnPaper,
    SignedOnPaper,
    beside_binding,
)
from core.requests.form import SightedForm
from core.requests.paper_seen import PaperSeen
from core.requests.request import Request
from tests.support.clock import MORNING
from tests.support.lending import TWO, Lending
from tests.support.listed import asking_for, refused_lines, shelve_list
from tests.support.organs import LETTER, OFFICERS

ALL_SEEN = SeenOnPaper(
    signed=True, sealed=True, dated=True, matches=True, party_certified=True, avoidance_signed=True
)


def signed(world: Lending) -> tuple[SignedOnPaper, ...]:
    return (
        SignedOnPaper(step="unit_sign", member_id=world.leader),
        SignedOnPaper(step="room_review", member_id=world.head),
    )


def colleague(world: Lending) -> int:
    """A second archivist of the room."""
    return world.house.add_member(Role.ARCHIVIST, room=world.room)


async def enter(world: Lending, who: int = 0, **more: Any) -> Outcome:
    asked = more.pop("application", None) or world.application()
    walk_in = replace(asked, channel="counter", source=more.pop("source", "walk_in"))
    beside = more.pop("beside", 0)
    command = EnterAtWindow(application=walk_in, **more)
    principal = Principal.member(who or world.archivist, "web")
    if beside:
        proof = Proof(beside, beside_binding(walk_in), MORNING)
        principal = replace(principal, beside=proof)
    return await world.house.do(principal, command)


async def test_the_application_alone_waits_for_its_signatures(world: Lending) -> None:
    outcome = await enter(world)
    request = world.request(outcome.data["ref"])
    assert (request.state, request.source) == ("submitted", "walk_in")
    assert outcome.data["recorded"] == []
    assert outcome.data["left"] is None


async def test_with_the_paper_in_hand_all_is_recorded_up_to_ready(world: Lending) -> None:
    outcome = await enter(
        world, paper=ALL_SEEN, signatures=signed(world), fetched=True, beside=colleague(world)
    )
    assert outcome.data["recorded"] == ["unit_sign", "room_review", "make_ready"]
    assert world.request(outcome.data["ref"]).state == "ready"
    approvals = [(a.way, a.recorded_by, a.seen_by) for a in world.house.all(Approval)]
    seen_by = approvals[0][2]
    assert seen_by not in (None, world.archivist)
    assert approvals == [("recorded", world.archivist, seen_by)] * 2
    assert world.house.all(SightedForm)[0].party_certified


async def test_a_refused_application_leaves_nothing_at_all(world: Lending) -> None:
    asked = world.application(readers=TWO[:1], purpose="curiosity")
    outcome = await enter(world, application=asked, paper=ALL_SEEN, signatures=signed(world))
    assert {r["law"] for r in outcome.reasons} == {"too_few_readers", "purpose_unlisted"}
    assert (world.house.all(Request), world.house.all(SightedForm)) == ([], [])


async def test_a_signature_without_the_paper_is_left_and_told(world: Lending) -> None:
    outcome = await enter(world, signatures=signed(world), fetched=True, beside=colleague(world))
    left = outcome.data["left"]
    assert (left["step"], [r["law"] for r in left["reasons"]]) == (
        "unit_sign",
        ["form_not_printed"],
    )
    assert world.request(outcome.data["ref"]).state == "submitted"


async def test_a_signature_that_nobody_asked_for_does_no_harm(world: Lending) -> None:
    three = (*signed(world), SignedOnPaper(step="authority_approve", member_id=world.authority))
    outcome = await enter(
        world, paper=ALL_SEEN, signatures=three, fetched=True, beside=colleague(world)
    )
    assert outcome.data["recorded"] == ["unit_sign", "room_review", "make_ready"]


async def test_who_enters_does_not_record_alone(world: Lending) -> None:
    outcome = await enter(world, paper=ALL_SEEN, signatures=signed(world), fetched=True)
    left = outcome.data["left"]
    assert (left["step"], left["code"]) == ("unit_sign", "second_pair_of_eyes")
    assert world.request(outcome.data["ref"]).state == "submitted"


@pytest.mark.parametrize("who", ["contact", "leader"])
async def test_who_has_no_place_in_the_room_is_no_second_pair_of_eyes(
    world: Lending, who: str
) -> None:
    beside = getattr(world, who)
    outcome = await enter(world, paper=ALL_SEEN, signatures=signed(world), beside=beside)
    assert outcome.data["left"]["code"] == "forbidden"
    assert (world.house.all(Approval), world.house.all(PaperSeen)) == ([], [])


async def test_a_pin_typed_for_another_application_counts_for_nothing(world: Lending) -> None:
    walk_in = replace(world.application(), channel="counter", source="walk_in")
    proof = Proof(world.head, beside_binding(replace(walk_in, purpose_detail="别的")), MORNING)
    command = EnterAtWindow(application=walk_in, paper=ALL_SEEN, signatures=signed(world))
    principal = replace(Principal.member(world.archivist, "web"), beside=proof)
    outcome = await world.house.do(principal, command)
    assert outcome.data["left"]["code"] == "second_pair_of_eyes"


async def test_someone_who_may_not_sign_leaves_the_step_open(world: Lending) -> None:
    wrong = (SignedOnPaper(step="unit_sign", member_id=world.head),)
    outcome = await enter(world, paper=ALL_SEEN, signatures=wrong, beside=colleague(world))
    assert outcome.data["left"]["code"] == "forbidden"
    assert world.house.all(Approval) == []


async def test_a_whole_list_is_entered_at_once_and_a_refused_line_is_named(world: Lending) -> None:
    numbers = shelve_list(world, 30)
    theirs = world.shelve("GB-00200", name=TWO[0].name).number
    outcome = await enter(world, application=asking_for(world, [*numbers, theirs]))
    assert refused_lines(outcome) == {theirs: ["reader_is_subject"]}
    assert (await enter(world, application=asking_for(world, numbers))).done


async def test_an_organ_is_entered_straight_to_the_head(world: Lending) -> None:
    asked = world.application(
        readers=OFFICERS, purpose="inspection_and_discipline", approval_document=LETTER
    )
    outcome = await enter(world, application=asked, source="organ", paper=ALL_SEEN)
    assert world.request(outcome.data["ref"]).state == "submitted"
    assert {m.member_id for m in world.house.messages("case_card")} == {world.head}


@pytest.mark.parametrize("who", ["contact", "leader", "head", "authority"])
async def test_only_the_rooms_archivist_enters(world: Lending, who: str) -> None:
    assert (await enter(world, getattr(world, who))).code == "forbidden"


async def test_a_step_that_is_no_signature_is_turned_away(world: Lending) -> None:
    odd = (SignedOnPaper(step="close", member_id=world.head),)
    assert (await enter(world, signatures=odd)).data == {"field": "signatures"}
