"""人员与绑定：登记、授权两人、绑定码只见一次 / Entering someone, two for a role, a code seen once."""

from __future__ import annotations

import re

import pytest

from core.members.codes import code_hash
from core.members.look_at_invitation import look_at_invitation
from core.members.member import Grant, Member, Role
from tests.support.desk import PIN, Office
from tests.support.web import Browser, Page

NEW = {"do": "add", "name": "宋琦", "role": "unit_contact", "filing_no": "备〔2026〕12"}


@pytest.fixture
def officers(office: Office) -> tuple[int, int]:
    house = office.staff.house
    return house.add_member(Role.ADMINISTRATOR), house.add_member(Role.SECURITY_OFFICER)


async def entered(office: Office, administrator: Browser, **more: str) -> Page:
    given = {**NEW, "scope": f"unit:{office.staff.unit}", "until": "2027-03-31"}
    return await administrator.post("/desk/members", {**given, **more})


def newest(office: Office) -> Member:
    return max(office.staff.house.all(Member), key=lambda member: member.id or 0)


async def test_entering_someone_prints_an_invitation_that_works(
    office: Office, officers: tuple[int, int]
) -> None:
    page = await entered(office, await office.browser(officers[0]))
    assert "宋琦同志" in page.text
    assert "单位档案联络员" in page.text
    code = re.search(r"绑定码 ((?:[A-Z0-9]{2,4} ?)+)", page.text)
    assert code
    with office.staff.house.looking() as session:
        now = office.staff.house.clock.now()
        invited = look_at_invitation(session, code_hash(code[1]), now)
    assert invited is not None
    assert invited.member_id == newest(office).id


async def test_the_role_waits_for_the_other_officer(
    office: Office, officers: tuple[int, int]
) -> None:
    administrator = await office.browser(officers[0])
    security = await office.browser(officers[1])
    await entered(office, administrator)
    (grant,) = [g for g in office.staff.house.all(Grant) if g.confirmed_at is None]
    path, press = f"/desk/members/{newest(office).number}", f"confirm:{grant.id}"
    own = await administrator.post(path, press=press, pin=PIN)
    assert "不能由同一人办两步" in own.text
    assert "六位办理密码" in (await security.post(path, press=press)).text
    assert "即时生效" in (await security.post(path, press=press, pin=PIN)).text
    assert office.staff.house.get(Grant, grant.id).confirmed_at is not None


async def test_a_form_that_is_not_whole_does_nothing_and_keeps_what_was_written(
    office: Office, officers: tuple[int, int]
) -> None:
    before = len(office.staff.house.all(Member))
    page = await entered(office, await office.browser(officers[0]), until="", scope="")
    assert "联络员须有任期" in page.text
    assert "联络员须选单位" in page.text
    assert 'value="宋琦"' in page.source
    assert len(office.staff.house.all(Member)) == before


async def test_a_number_that_is_taken_is_told(office: Office, officers: tuple[int, int]) -> None:
    administrator = await office.browser(officers[0])
    taken = office.staff.house.get(Member, office.staff.contact).number
    assert "已经有了" in (await entered(office, administrator, number=taken)).text


async def test_revoking_asks_once_more(office: Office, officers: tuple[int, int]) -> None:
    security = await office.browser(officers[1])
    (grant,) = [g for g in office.staff.house.all(Grant) if g.member_id == office.staff.contact]
    path = f"/desk/members/{office.staff.house.get(Member, office.staff.contact).number}"
    press = f"revoke:{grant.id}"
    assert "请再确认一次" in (await security.post(path, press=press)).text
    assert office.staff.house.get(Grant, grant.id).revoked_at is None
    assert "已撤销" in (await security.post(path, press=press, sure="yes")).text
    assert office.staff.house.get(Grant, grant.id).revoked_at is not None


async def test_resetting_a_pin_takes_the_officers_own_and_prints_a_slip(
    office: Office, officers: tuple[int, int]
) -> None:
    security = await office.browser(officers[1])
    number = office.staff.house.get(Member, office.staff.contact).number
    page = await security.post(f"/desk/members/{number}", press="reset")
    assert "六位办理密码" in page.text
    page = await security.post("/forms/invitation", member=number, do="reset", pin=PIN)
    assert "绑定通知单" in page.text
    assert office.staff.house.get(Member, office.staff.contact).bound_at is None


async def test_sessions_elsewhere_can_be_ended(office: Office, officers: tuple[int, int]) -> None:
    contact = await office.browser(office.staff.contact)
    security = await office.browser(officers[1])
    number = office.staff.house.get(Member, office.staff.contact).number
    assert (
        "1 处登录已退出" in (await security.post(f"/desk/members/{number}", press="sign_out")).text
    )
    assert (await contact.get("/chat")).location.startswith("/login")


async def test_an_archivist_has_no_members_page(office: Office) -> None:
    archivist = await office.browser(office.staff.archivist)
    assert (await archivist.get("/desk/members")).status == 404
    number = office.staff.house.get(Member, office.staff.contact).number
    assert (await archivist.post(f"/desk/members/{number}", press="invite")).status == 404


async def test_a_head_invites_contacts_of_the_room_and_nobody_else(office: Office) -> None:
    head = await office.browser(office.staff.head)
    house = office.staff.house
    contact = house.get(Member, office.staff.contact).number
    archivist = house.get(Member, office.staff.archivist).number
    assert "绑定通知单" in (await head.post(f"/desk/members/{contact}", press="invite")).text
    page = await head.post(f"/desk/members/{archivist}", press="invite")
    assert "绑定通知单" not in page.text
