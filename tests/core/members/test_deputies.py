"""委托审批：审批人凭文号在任期内委托本单位（本室）的人；代办人不得再委托，三员不得代办。

An approver appoints someone of their own unit or room for a term, by a paper with a number.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.command import Place
from core.members.appoint_deputy import AppointDeputy
from core.members.end_deputy import EndDeputy
from core.members.member import Role
from core.outcome import Outcome
from tests.core.members.conftest import Staffed
from tests.support.house import House


@pytest.fixture
def colleague(house: House, staff: Staffed) -> int:
    return house.add_member(unit=staff.unit)


async def appoint(
    house: House, by: int, deputy: int, *, days: int = 7, document: str = "委〔2026〕3号"
) -> Outcome:
    now = house.clock.now()
    command = AppointDeputy(
        deputy_id=deputy, document=document, valid_from=now, valid_to=now + timedelta(days=days)
    )
    return await house.do(by, command)


def may_approve(house: House, member: int, unit: int) -> bool:
    roles = frozenset({Role.APPROVER})
    return any(h.covers(roles, Place(unit_id=unit)) for h in house.viewer(member).grants)


async def test_a_deputy_acts_for_the_term(house: House, staff: Staffed, colleague: int) -> None:
    assert (await appoint(house, staff.approver, colleague)).done
    assert may_approve(house, colleague, staff.unit)
    assert house.viewer(colleague).grants[0].on_behalf_of == staff.approver
    house.clock.advance(days=7)
    assert not may_approve(house, colleague, staff.unit)


async def test_the_deputy_is_told_and_the_paper_is_in_the_log(
    house: House, staff: Staffed, colleague: int
) -> None:
    await appoint(house, staff.approver, colleague)
    assert [m.member_id for m in house.messages("deputy_appointed")] == [colleague]
    assert house.log("deputy_appointed")[0].payload["document"] == "委〔2026〕3号"


async def test_only_an_approver_appoints(house: House, staff: Staffed, colleague: int) -> None:
    assert (await appoint(house, staff.contact, colleague)).code == "forbidden"
    assert (await appoint(house, staff.head, colleague)).code == "forbidden"


async def test_a_deputy_appoints_nobody(house: House, staff: Staffed, colleague: int) -> None:
    await appoint(house, staff.approver, colleague)
    assert (await appoint(house, colleague, staff.contact)).code == "forbidden"


async def test_the_deputy_is_of_the_same_unit(house: House, staff: Staffed) -> None:
    stranger = house.add_member(unit=house.add_unit(staff.room))
    assert (await appoint(house, staff.approver, stranger)).code == "forbidden"


async def test_an_approver_of_the_room_appoints_room_staff_only(
    house: House, staff: Staffed, colleague: int
) -> None:
    leader = house.add_member(Role.APPROVER, room=staff.room)
    assert (await appoint(house, leader, colleague)).code == "forbidden"
    assert (await appoint(house, leader, staff.head)).done


async def test_an_officer_is_nobodys_deputy(house: House, staff: Staffed) -> None:
    officer = house.add_member(Role.AUDITOR)
    leader = house.add_member(Role.APPROVER)
    assert (await appoint(house, leader, officer)).code == "roles_clash"


async def test_a_deputy_does_not_become_an_officer(
    house: House, staff: Staffed, colleague: int
) -> None:
    from core.members.propose_grant import ProposeGrant

    await appoint(house, staff.approver, colleague)
    command = ProposeGrant(member_id=colleague, role=Role.AUDITOR)
    assert (await house.do(staff.security, command)).code == "roles_clash"


async def test_one_deputy_at_a_time(house: House, staff: Staffed, colleague: int) -> None:
    await appoint(house, staff.approver, colleague)
    assert (await appoint(house, staff.approver, staff.contact)).code == "impossible_step"


@pytest.mark.parametrize(("days", "document"), [(0, "委〔2026〕3号"), (7, "  ")])
async def test_a_term_and_a_number_are_needed(
    house: House, staff: Staffed, colleague: int, days: int, document: str
) -> None:
    outcome = await appoint(house, staff.approver, colleague, days=days, document=document)
    assert outcome.code == "bad_value"


async def test_nobody_deputises_for_themself(house: House, staff: Staffed) -> None:
    assert (await appoint(house, staff.approver, staff.approver)).code == "same_person"


@pytest.mark.parametrize(
    ("by", "code"),
    [("approver", ""), ("security", ""), ("contact", "not_found"), ("administrator", "not_found")],
)
async def test_who_ends_a_term_early(
    house: House, staff: Staffed, colleague: int, by: str, code: str
) -> None:
    deputy = (await appoint(house, staff.approver, colleague)).data["deputy"]
    outcome = await house.do(getattr(staff, by), EndDeputy(deputy=deputy))
    assert outcome.code == code
    assert may_approve(house, colleague, staff.unit) != outcome.done
