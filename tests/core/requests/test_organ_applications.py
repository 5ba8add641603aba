"""纪检监察、巡视巡察、司法机关：凭公函到窗口，直接由负责人审核，不经单位签批，单位看不到。
An organ's application is entered at the window and goes straight to the head; no unit signs.
"""

from __future__ import annotations

from core.requests.lists import waiting_for
from core.requests.request import Source
from tests.support.lending import Lending
from tests.support.organs import organ


async def test_it_goes_straight_to_the_head_and_on_to_ready(world: Lending) -> None:
    ref = (await organ(world)).data["ref"]
    assert (await world.room_review(ref)).done
    assert (await world.make_ready(ref)).done
    await world.show_evidence(ref)
    assert (await world.hand_over(ref)).done


async def test_no_leader_of_a_unit_signs_it_or_sees_it_wait(world: Lending) -> None:
    ref = (await organ(world)).data["ref"]
    assert (await world.print_form(ref)).code == "forbidden"
    assert (await world.approve(ref, world.leader, "unit_sign")).code == "forbidden"
    assert waits_for(world, world.leader) == []
    assert waits_for(world, world.head) == [ref]


def waits_for(world: Lending, member_id: int) -> list[str]:
    with world.house.looking() as session:
        return waiting_for(session, world.house.viewer(member_id))


async def test_it_needs_the_number_of_the_letter_and_the_window(world: Lending) -> None:
    named = [r["law"] for r in (await organ(world, approval_document="")).reasons]
    assert named == ["organ_letter_missing"]
    away = [r["law"] for r in (await organ(world, channel="inside")).reasons]
    assert away == ["organ_at_the_window"]


async def test_a_contact_cannot_apply_as_an_organ_or_a_walk_in(world: Lending) -> None:
    for source in (Source.ORGAN, Source.WALK_IN, "moon"):
        assert (await world.submit(source=source)).data == {"field": "source"}


async def test_days_that_are_no_days_are_refused(world: Lending) -> None:
    for days in (-1, 401):
        assert (await world.submit(days_asked=days)).data == {"field": "days_asked"}
