"""从提交到备妥：单位签批、室审核、（按管理权限）部领导审批、备档；只有轮到的人能走这一步。
From submitted to ready, each step by whose turn it is; a card of an earlier version does nothing.
"""

from __future__ import annotations

from itertools import product

import pytest

from core.holdings.cadre import Authority
from core.members.member import Role
from core.requests.approval import Approval
from core.requests.approve import ApproveRequest
from core.requests.make_ready import MakeReady
from core.requests.request import Step
from tests.support.lending import BEFORE_READY, Lending, a_case

APPROVALS = ("unit_sign", "room_review", "authority_approve")
IN_TURN = set(zip(BEFORE_READY, APPROVALS, strict=False))
OUT_OF_TURN = sorted(set(product(BEFORE_READY, APPROVALS)) - IN_TURN)


@pytest.fixture
def senior(world: Lending) -> str:
    """A cadre whose dossier also needs the authority's approval."""
    return world.shelve("GB-00009", authority=Authority.MUNICIPAL).number


@pytest.mark.parametrize("state", BEFORE_READY)
async def test_a_case_goes_step_by_step_to_ready(world: Lending, senior: str, state: str) -> None:
    ref = await a_case(world, state, world.application(dossier=senior))
    assert world.request(ref).state == state


async def test_without_the_authority_two_signatures_are_enough(world: Lending) -> None:
    ref = await a_case(world, "ready")
    assert [a.step for a in world.house.all(Approval)] == ["unit_sign", "room_review"]
    assert world.request(ref).kept_until is not None


async def test_where_the_authority_must_approve_nothing_is_made_ready_before(
    world: Lending, senior: str
) -> None:
    ref = await a_case(world, "room_reviewed", world.application(dossier=senior))
    assert (await world.make_ready(ref)).code == "impossible_step"
    assert (await world.authority_approve(ref)).done
    assert (await world.make_ready(ref)).done


@pytest.mark.parametrize(("state", "step"), OUT_OF_TURN)
async def test_a_signature_out_of_turn_changes_nothing(
    world: Lending, senior: str, state: str, step: str
) -> None:
    ref = await a_case(world, state, world.application(dossier=senior))
    before = world.request(ref)
    who = {"unit_sign": world.leader, "room_review": world.head}.get(step, world.authority)
    outcome = await world.approve(ref, who, step)
    assert (outcome.code, outcome.data) == ("impossible_step", {"state": state, "step": step})
    assert world.request(ref) == before


@pytest.mark.parametrize("state", ["submitted", "unit_signed"])
async def test_nothing_is_made_ready_before_the_approvals(world: Lending, state: str) -> None:
    ref = await a_case(world, state)
    assert (await world.make_ready(ref)).code == "impossible_step"
    assert world.request(ref).state == state


async def test_a_step_that_is_no_approval_is_not_found(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    for step in (Step.MAKE_READY, Step.CLOSE, "nonsense"):
        command = ApproveRequest(request=ref, step=step, seen_version=2)
        assert (await world.house.do(world.head, command)).code == "not_found"


async def test_an_old_card_changes_nothing(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    old = world.request(ref).version - 1
    signed = ApproveRequest(request=ref, step="room_review", seen_version=old)
    ready = MakeReady(request=ref, seen_version=old)
    assert (await world.house.do(world.head, signed)).code == "stale"
    assert (await world.house.do(world.archivist, ready)).code == "stale"
    assert world.request(ref).state == "unit_signed"


async def test_the_unit_is_signed_for_by_its_own_leader_only(world: Lending) -> None:
    everywhere = world.house.add_member(Role.APPROVER)
    other = world.house.add_member(Role.APPROVER, unit=world.house.add_unit(world.room))
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    for who in (everywhere, other, world.authority, world.head):
        assert (await world.approve(ref, who, "unit_sign")).code == "forbidden"
    assert (await world.approve(ref, world.leader, "unit_sign")).done


async def test_each_signature_is_logged_with_its_decision(world: Lending) -> None:
    await a_case(world, "room_reviewed")
    logged = world.house.log("request_approved")
    assert [entry.payload["step"] for entry in logged] == ["unit_sign", "room_review"]
    assert all(len(entry.payload["decision"]) == 20 for entry in logged)
