"""退回补正与不予办理：轮到谁谁说，须写理由；退回后再交开新一轮，旧的签字和旧表都不算数。
Sending back and refusing: by whose turn it is, with a reason; a new round needs new signatures.
"""

from __future__ import annotations

import pytest

from core.members.member import Role
from core.requests.approval import Approval
from core.requests.form import SightedForm
from core.requests.turn_away import SendBackRequest, TurnDownRequest
from tests.support.lending import TWO, Lending, a_case

BOTH = [(SendBackRequest, "sent_back"), (TurnDownRequest, "refused")]
Kind = type[SendBackRequest] | type[TurnDownRequest]


def turned(world: Lending, kind: Kind, ref: str, reason: str = "未盖单位公章") -> object:
    return kind(request=ref, reason=reason, seen_version=world.request(ref).version)


@pytest.mark.parametrize(("kind", "target"), BOTH)
@pytest.mark.parametrize("state", ["submitted", "unit_signed", "room_reviewed"])
async def test_whose_turn_it_is_turns_the_request_away(
    world: Lending, kind: Kind, target: str, state: str
) -> None:
    ref = await a_case(world, state)
    turn = {"submitted": world.leader, "unit_signed": world.head}.get(state, world.archivist)
    others = {world.leader, world.head, world.archivist, world.authority} - {turn}
    for other in sorted(others):
        assert (await world.house.do(other, turned(world, kind, ref))).code == "forbidden"
    assert (await world.house.do(turn, turned(world, kind, ref))).done
    assert (world.request(ref).state, world.request(ref).note) == (target, "未盖单位公章")
    assert world.house.all(Approval)[-1].verdict == target


@pytest.mark.parametrize(("kind", "target"), BOTH)
async def test_a_reason_must_be_given_and_the_card_be_current(
    world: Lending, kind: Kind, target: str
) -> None:
    ref = await a_case(world, "submitted")
    old = kind(request=ref, reason="理由", seen_version=1)
    assert (await world.house.do(world.leader, turned(world, kind, ref, "  "))).code == "bad_value"
    assert (await world.house.do(world.leader, turned(world, kind, ref, "x" * 301))).code == (
        "bad_value"
    )
    assert (await world.house.do(world.leader, old)).code == "stale"
    assert world.request(ref).state == "submitted"


@pytest.mark.parametrize(("kind", "target"), BOTH)
@pytest.mark.parametrize("state", ["ready", "out", "closed"])
async def test_from_ready_on_nothing_is_turned_away(
    world: Lending, kind: Kind, target: str, state: str
) -> None:
    ref = await a_case(world, state)
    outcome = await world.house.do(world.archivist, turned(world, kind, ref))
    assert (outcome.code, world.request(ref).state) in [
        ("impossible_step", "ready"),
        ("impossible_step", "closed"),
    ]


async def sent_back(world: Lending, state: str = "unit_signed") -> str:
    ref = await a_case(world, state)
    who = {"submitted": world.leader, "unit_signed": world.head}[state]
    assert (await world.house.do(who, turned(world, SendBackRequest, ref))).done
    return ref


async def test_again_is_the_same_number_a_new_round_and_a_new_form(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    await world.sight(ref)
    await world.house.do(world.head, turned(world, SendBackRequest, ref))
    number = world.request(ref).number
    assert (await world.submit(earlier=ref, readers=TWO)).done
    request = world.request(ref)
    assert (request.number, request.round, request.state) == (number, 2, "submitted")
    assert (request.form_printed_at, world.house.all(SightedForm)) == (None, [])


async def test_earlier_signatures_do_not_count_and_the_same_people_sign_again(
    world: Lending,
) -> None:
    ref = await sent_back(world)
    await world.submit(earlier=ref)
    assert (await world.room_review(ref)).code == "impossible_step"
    assert (await world.unit_sign(ref)).done
    assert (await world.room_review(ref)).done


async def test_only_the_applicant_for_the_same_unit_and_dossier_submits_again(
    world: Lending,
) -> None:
    ref = await sent_back(world)
    other = world.shelve("GB-00007", name="钱三")
    colleague = world.house.add_member(Role.UNIT_CONTACT, unit=world.unit)
    again = world.application(earlier=ref)
    assert (await world.house.do(colleague, again)).code == "not_found"
    assert (await world.submit(earlier=ref, dossier=other.number)).code == "bad_value"
    assert (await world.submit(earlier="NOSUCHCASE")).code == "not_found"


@pytest.mark.parametrize("state", ["submitted", "unit_signed", "ready", "closed"])
async def test_what_was_not_sent_back_is_not_submitted_again(world: Lending, state: str) -> None:
    ref = await a_case(world, state)
    before = world.request(ref)
    assert (await world.submit(earlier=ref)).code == "impossible_step"
    assert world.request(ref) == before


async def test_a_contact_who_moved_no_longer_submits_for_the_old_unit(world: Lending) -> None:
    ref = await sent_back(world)
    new = world.house.add_unit(world.room)
    world.house.grant(world.contact, Role.UNIT_CONTACT, unit=new)
    theirs = world.shelve("GB-00008", unit=new)
    again = world.application(earlier=ref, unit_id=new, dossier=theirs.number)
    assert (await world.house.do(world.contact, again)).code == "not_found"
