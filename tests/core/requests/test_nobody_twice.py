"""P7：经办人不得审批自己的申请，同一人不得在一件里办两步；绕过程序直写数据库也写不进去。
P7: the applicant never approves, nobody acts twice in a chain, by any way; the database holds it too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from core.members.deputy import Deputy
from core.members.member import Role
from core.requests.approval import Approval
from core.requests.approve import RecordPaperApproval
from tests.support.house import House
from tests.support.lending import Lending, a_case


def appoint(house: House, member: int, deputy: int) -> None:
    now = house.clock.now()
    until = now + timedelta(days=7)
    house.keep(
        Deputy(member_id=member, deputy_id=deputy, document="1", valid_from=now, valid_to=until)
    )


async def record(world: Lending, ref: str, step: str, signed_by: int) -> Any:
    version = world.request(ref).version
    command = RecordPaperApproval(request=ref, step=step, signed_by=signed_by, seen_version=version)
    return await world.house.do(world.archivist, command)


async def test_the_applicant_who_is_also_approver_cannot_sign(world: Lending) -> None:
    world.house.grant(world.contact, Role.APPROVER, unit=world.unit)
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    assert (await world.approve(ref, world.contact, "unit_sign")).code == "same_person"


async def test_the_applicant_cannot_sign_as_somebodys_deputy(world: Lending) -> None:
    appoint(world.house, world.leader, world.contact)
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    assert (await world.approve(ref, world.contact, "unit_sign")).code == "same_person"


async def test_nobody_signs_as_the_applicants_deputy(world: Lending) -> None:
    colleague = world.house.add_member(unit=world.unit)
    world.house.grant(world.contact, Role.APPROVER, unit=world.unit)
    appoint(world.house, world.contact, colleague)
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    assert (await world.approve(ref, colleague, "unit_sign")).code == "same_person"


async def test_the_applicants_signature_on_paper_is_not_recorded(world: Lending) -> None:
    world.house.grant(world.contact, Role.APPROVER, unit=world.unit)
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    assert (await record(world, ref, "unit_sign", world.contact)).code == "same_person"
    assert world.house.all(Approval) == []


async def test_who_signed_for_the_unit_does_not_review(world: Lending) -> None:
    world.house.grant(world.leader, Role.HEAD, room=world.room)
    ref = await a_case(world, "unit_signed")
    assert (await world.approve(ref, world.leader, "room_review")).code == "same_person"
    assert (await record(world, ref, "room_review", world.leader)).code == "same_person"


async def test_a_deputy_does_not_act_again_for_who_has_acted(world: Lending) -> None:
    deputy = world.house.add_member(unit=world.unit)
    appoint(world.house, world.authority, deputy)
    world.house.grant(world.authority, Role.APPROVER, unit=world.unit)
    senior = world.shelve("GB-00009", authority="municipal")
    outcome = await world.submit(dossier=senior.number)
    ref = outcome.data["ref"]
    await world.print_form(ref)
    assert (await world.approve(ref, world.authority, "unit_sign")).done
    assert (await world.room_review(ref)).done
    assert (await world.approve(ref, deputy, "authority_approve")).code == "same_person"


async def test_a_deputy_signs_and_it_is_said_for_whom(world: Lending) -> None:
    deputy = world.house.add_member(unit=world.unit)
    appoint(world.house, world.leader, deputy)
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    assert (await world.approve(ref, deputy, "unit_sign")).done
    (row,) = world.house.all(Approval)
    assert (row.member_id, row.on_behalf_of) == (deputy, world.leader)


async def test_a_paper_signature_is_recorded_with_both_names(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    assert (await record(world, ref, "unit_sign", world.leader)).done
    (row,) = world.house.all(Approval)
    assert (row.way, row.member_id, row.recorded_by) == ("recorded", world.leader, world.archivist)


async def test_only_the_signature_of_who_may_sign_is_recorded(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    assert (await record(world, ref, "unit_sign", world.head)).code == "forbidden"
    assert (await record(world, ref, "unit_sign", 4711)).code == "not_found"
    world.house.grant(world.archivist, Role.APPROVER, unit=world.unit)
    assert (await record(world, ref, "unit_sign", world.archivist)).code == "same_person"


ROW = {"request_id": 1, "step": "room_review", "verdict": "agreed"}


@pytest.mark.parametrize("who", ["applicant", "same_person", "same_step", "nobody_recorded"])
async def test_the_database_itself_refuses(world: Lending, who: str) -> None:
    await a_case(world, "unit_signed")
    (first,) = world.house.all(Approval)
    changes: dict[str, Any] = {
        "applicant": {"member_id": world.contact},
        "same_person": {"member_id": world.leader},
        "same_step": {"member_id": world.head, "step": first.step},
        "nobody_recorded": {"member_id": world.head, "way": "recorded"},
    }[who]
    row = Approval(applicant_id=world.contact, at=first.at, **(ROW | changes))
    with pytest.raises(IntegrityError):
        world.house.keep(row)
