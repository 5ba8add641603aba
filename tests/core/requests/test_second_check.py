"""签批须二次核验：口令只对这一步、这一件、所见的这一版有效，两分钟内有效。
A signature takes the second check: a proof fits one step of one request as it was shown, for minutes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.members.second_check import binding_of
from core.outcome import StoredOutcome
from core.principal import Principal, Proof
from core.requests.approve import ApproveRequest, bound_to
from tests.support.lending import Lending, a_case


async def the_step(world: Lending) -> ApproveRequest:
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    return ApproveRequest(request=ref, step="unit_sign", seen_version=world.request(ref).version)


async def test_without_a_proof_it_is_asked_for_and_nothing_is_remembered(world: Lending) -> None:
    command = await the_step(world)
    before = len(world.house.all(StoredOutcome))
    outcome = await world.house.do(world.leader, command, "one-key", proven=False)
    assert (outcome.code, outcome.data) == ("second_check_needed", {"bound_to": bound_to(command)})
    assert len(world.house.all(StoredOutcome)) == before
    assert (await world.house.do(world.leader, command, "one-key")).done


@pytest.mark.parametrize("wrong", ["step", "request", "version", "member", "old", "ahead"])
async def test_a_proof_for_anything_else_does_not_fit(world: Lending, wrong: str) -> None:
    command = await the_step(world)
    now = world.house.clock.now()
    right = Proof(world.leader, bound_to(command), now)
    proof = {
        "step": replace(right, bound_to=bound_to(replace(command, step="room_review"))),
        "request": replace(right, bound_to=binding_of("unit_sign", "OTHER", command.seen_version)),
        "version": replace(right, bound_to=bound_to(replace(command, seen_version=9))),
        "member": replace(right, member_id=world.head),
        "old": replace(right, at=now - timedelta(seconds=121)),
        "ahead": replace(right, at=now + timedelta(seconds=121)),
    }[wrong]
    principal = Principal.member(world.leader, "web", proof)
    assert (await world.house.do(principal, command)).code == "second_check_needed"
    assert world.request(command.request).state == "submitted"
