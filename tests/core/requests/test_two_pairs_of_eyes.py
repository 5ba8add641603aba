"""代录：窗口登记申请的人，不能独自代录它的纸质签批，须另一位同志也见到原件；一人一室的，由负责人作第二人。
Who entered a walk-in does not alone record its paper signatures: a second person, by name, has seen them.
"""

from __future__ import annotations

from core.members.member import Role
from core.outcome import Outcome
from core.requests.approval import Approval
from core.requests.approve import RecordPaperApproval
from core.requests.print_form import PrintForm
from core.requests.see_paper import SeePaper
from tests.support.lending import Lending, a_case


async def walk_in(world: Lending) -> str:
    """A request that the archivist entered at the window, its form printed."""
    asked = world.application(source="walk_in", channel="counter")
    ref = str((await world.house.do(world.archivist, asked)).data["ref"])
    await world.house.do(world.archivist, PrintForm(request=ref))
    return ref


async def record(world: Lending, ref: str, step: str, signed_by: int, who: int = 0) -> Outcome:
    seen = world.request(ref).version
    command = RecordPaperApproval(request=ref, step=step, signed_by=signed_by, seen_version=seen)
    return await world.house.do(who or world.archivist, command)


async def see(world: Lending, ref: str, step: str, who: int) -> Outcome:
    command = SeePaper(request=ref, step=step, seen_version=world.request(ref).version)
    return await world.house.do(who, command)


async def test_a_room_of_one_archivist_has_its_head_as_the_second(world: Lending) -> None:
    ref = await walk_in(world)
    assert (await record(world, ref, "unit_sign", world.leader)).code == "second_pair_of_eyes"
    assert (await see(world, ref, "unit_sign", world.head)).done
    assert (await record(world, ref, "unit_sign", world.leader)).done
    (kept,) = world.house.all(Approval)
    assert (kept.recorded_by, kept.seen_by) == (world.archivist, world.head)
    (logged,) = world.house.log("paper_seen_by_another")
    assert logged.payload["step"] == "unit_sign"


async def test_ones_own_look_is_not_a_second_one(world: Lending) -> None:
    ref = await walk_in(world)
    assert (await see(world, ref, "unit_sign", world.archivist)).done
    assert (await record(world, ref, "unit_sign", world.leader)).code == "second_pair_of_eyes"


async def test_a_look_at_one_signature_is_none_at_the_next(world: Lending) -> None:
    ref = await walk_in(world)
    await see(world, ref, "unit_sign", world.head)
    await record(world, ref, "unit_sign", world.leader)
    assert (await record(world, ref, "room_review", world.head)).code == "second_pair_of_eyes"
    assert (await see(world, ref, "room_review", world.authority)).done
    assert (await record(world, ref, "room_review", world.head)).done


async def test_a_colleague_records_it_alone(world: Lending) -> None:
    ref = await walk_in(world)
    colleague = world.house.add_member(Role.ARCHIVIST, room=world.room)
    assert (await record(world, ref, "unit_sign", world.leader, colleague)).done


async def test_what_a_contact_asked_takes_one_archivist(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    assert (await record(world, ref, "unit_sign", world.leader)).done


async def test_people_of_other_places_do_not_see_it(world: Lending) -> None:
    ref = await walk_in(world)
    elsewhere = world.house.add_member(Role.HEAD, room=world.house.add_room())
    for who in (world.leader, world.contact, elsewhere):
        assert (await see(world, ref, "unit_sign", who)).code == "forbidden"


async def test_only_a_signature_that_waits_is_seen(world: Lending) -> None:
    ref = await walk_in(world)
    for step in ("room_review", "make_ready", "nonsense"):
        assert (await see(world, ref, step, world.head)).code == "impossible_step"
