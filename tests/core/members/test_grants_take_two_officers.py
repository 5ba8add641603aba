"""授权：三员中的两人才能授予一个角色，其中一人是安全保密管理员；三员不兼阅档角色。

A role takes two of the three officers, one of them the security officer; officers hold no other.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.command import Place
from core.members.confirm_grant import ConfirmGrant
from core.members.member import Grant, Role
from core.members.propose_grant import ProposeGrant
from core.members.questions import holders
from core.members.revoke_grant import RevokeGrant
from tests.core.members.conftest import Staffed
from tests.support.house import House


@pytest.fixture
def newcomer(house: House, staff: Staffed) -> int:
    return house.add_member(room=staff.room)


async def propose(house: House, by: int, member: int, role: Role, **where: Any) -> Any:
    outcome = await house.do(by, ProposeGrant(member_id=member, role=role, **where))
    return outcome.data["grant"] if outcome.done else outcome.code


async def confirm(house: House, by: int, grant: int) -> str:
    return (await house.do(by, ConfirmGrant(grant_id=grant))).code


def archivists(house: House, room: int) -> list[int]:
    with house.looking() as session:
        return holders(session, Role.ARCHIVIST, Place(room_id=room), house.clock.now())


async def test_a_proposed_role_is_no_role_yet(house: House, staff: Staffed, newcomer: int) -> None:
    grant = await propose(house, staff.administrator, newcomer, Role.ARCHIVIST, room_id=staff.room)
    assert newcomer not in archivists(house, staff.room)
    assert await confirm(house, staff.security, grant) == ""
    assert newcomer in archivists(house, staff.room)


async def test_the_other_officers_and_the_member_are_told(
    house: House, staff: Staffed, newcomer: int
) -> None:
    grant = await propose(house, staff.administrator, newcomer, Role.HEAD, room_id=staff.room)
    assert {m.member_id for m in house.messages("grant_waits")} == {staff.security, staff.auditor}
    await confirm(house, staff.security, grant)
    assert [m.member_id for m in house.messages("grant_given")] == [newcomer]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("administrator", "security", ""),
        ("security", "administrator", ""),
        ("auditor", "security", ""),
        ("administrator", "administrator", "same_person"),
        ("security", "security", "same_person"),
        ("administrator", "auditor", "forbidden"),
        ("administrator", "head", "forbidden"),
    ],
)
async def test_which_two(
    house: House, staff: Staffed, newcomer: int, first: str, second: str, code: str
) -> None:
    first_id, second_id = getattr(staff, first), getattr(staff, second)
    grant = await propose(house, first_id, newcomer, Role.ARCHIVIST, room_id=staff.room)
    assert await confirm(house, second_id, grant) == code


async def test_any_two_officers_appoint_a_security_officer(house: House, staff: Staffed) -> None:
    newcomer = house.add_member()
    grant = await propose(house, staff.administrator, newcomer, Role.SECURITY_OFFICER)
    assert await confirm(house, staff.auditor, grant) == ""


@pytest.mark.parametrize("by", ["head", "archivist", "approver", "contact"])
async def test_only_officers_propose(house: House, staff: Staffed, newcomer: int, by: str) -> None:
    answer = await propose(house, getattr(staff, by), newcomer, Role.ARCHIVIST, room_id=staff.room)
    assert answer == "forbidden"


async def test_nobody_gives_themself_a_role(house: House, staff: Staffed) -> None:
    own = await propose(
        house, staff.administrator, staff.administrator, Role.ARCHIVIST, room_id=staff.room
    )
    assert own == "same_person"


async def test_an_officer_holds_no_reading_role(house: House, staff: Staffed) -> None:
    answer = await propose(house, staff.security, staff.auditor, Role.ARCHIVIST, room_id=staff.room)
    assert answer == "roles_clash"


async def test_nobody_holds_two_of_the_three_posts(house: House, staff: Staffed) -> None:
    answer = await propose(house, staff.security, staff.administrator, Role.AUDITOR)
    assert answer == "roles_clash"


async def test_a_clash_is_seen_again_when_it_is_confirmed(
    house: House, staff: Staffed, newcomer: int
) -> None:
    first = await propose(house, staff.administrator, newcomer, Role.ARCHIVIST, room_id=staff.room)
    second = await propose(house, staff.administrator, newcomer, Role.AUDITOR)
    assert await confirm(house, staff.security, first) == ""
    assert await confirm(house, staff.security, second) == "roles_clash"


async def test_a_proposal_of_someone_who_left_office_is_void(
    house: House, staff: Staffed, newcomer: int
) -> None:
    grant = await propose(house, staff.administrator, newcomer, Role.ARCHIVIST, room_id=staff.room)
    post = next(g for g in house.all(Grant) if g.member_id == staff.administrator)
    await house.do(staff.security, RevokeGrant(grant_id=post.id or 0))
    assert await confirm(house, staff.security, grant) == "impossible_step"


async def test_a_grant_is_confirmed_once(house: House, staff: Staffed, newcomer: int) -> None:
    grant = await propose(house, staff.administrator, newcomer, Role.ARCHIVIST, room_id=staff.room)
    await confirm(house, staff.security, grant)
    assert await confirm(house, staff.security, grant) == "impossible_step"


async def test_confirming_asks_for_the_pin(house: House, staff: Staffed, newcomer: int) -> None:
    grant = await propose(house, staff.administrator, newcomer, Role.ARCHIVIST, room_id=staff.room)
    outcome = await house.do(staff.security, ConfirmGrant(grant_id=grant), proven=False)
    assert outcome.code == "second_check_needed"


async def test_a_term_ends_by_itself(house: House, staff: Staffed, newcomer: int) -> None:
    ends = house.clock.now() + timedelta(days=365)
    grant = await propose(
        house,
        staff.administrator,
        newcomer,
        Role.ARCHIVIST,
        room_id=staff.room,
        valid_to=ends,
    )
    await confirm(house, staff.security, grant)
    house.clock.set(ends)
    assert newcomer not in archivists(house, staff.room)


async def test_a_revoked_role_is_gone_at_once(house: House, staff: Staffed) -> None:
    post = next(g for g in house.all(Grant) if g.member_id == staff.archivist)
    outcome = await house.do(staff.security, RevokeGrant(grant_id=post.id or 0, document="函〔1〕"))
    assert outcome.done
    assert archivists(house, staff.room) == []
    assert house.log("grant_revoked")[0].payload["document"] == "函〔1〕"


async def test_the_security_officer_does_not_revoke_their_own_post(
    house: House, staff: Staffed
) -> None:
    post = next(g for g in house.all(Grant) if g.member_id == staff.security)
    outcome = await house.do(staff.security, RevokeGrant(grant_id=post.id or 0))
    assert outcome.code == "same_person"


@pytest.mark.parametrize(
    ("role", "seat"),
    [
        (Role.UNIT_CONTACT, {}),
        (Role.UNIT_CONTACT, {"unit_id": True}),  # without a term
        (Role.ARCHIVIST, {}),
        (Role.HEAD, {"unit_id": True}),
        (Role.AUDITOR, {"room_id": True}),
        (Role.APPROVER, {"room_id": True, "unit_id": True}),
    ],
)
async def test_each_role_has_its_scope(
    house: House, staff: Staffed, newcomer: int, role: Role, seat: dict[str, bool]
) -> None:
    ids = {"room_id": staff.room, "unit_id": staff.unit}
    where = {name: ids[name] for name in seat}
    assert await propose(house, staff.administrator, newcomer, role, **where) == "bad_value"
