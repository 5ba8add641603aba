"""案头清单：筛选写在地址里，只见自己范围 / Filters live in the address; one sees one's own scope."""

from __future__ import annotations

import pytest

from core.members.member import Role
from tests.support.counter_case import a_dossier, staff_of
from tests.support.desk import Office
from tests.support.web import quoted


async def test_the_list_shows_the_case_its_stage_and_whose_hands(office: Office) -> None:
    ref = await office.printed()
    page = await (await office.browser(office.staff.archivist)).get("/desk")
    assert office.staff.case(ref).number in page.text
    assert "单位分管领导" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=submitted", True),
        ("?state=ready", False),
        ("?q=〔2026〕", True),
        ("?q=没有这个单位", False),
        ("?out=1", False),
        ("?closed=1", False),
        ("?state=nonsense&page=0&unit=x", True),
        ("?page=99999999999", True),
    ],
)
async def test_filters_of_the_address_narrow_the_list(
    office: Office, query: str, found: bool
) -> None:
    ref = await office.printed()
    page = await (await office.browser(office.staff.head)).get(f"/desk{query}")
    assert (office.staff.case(ref).number in page.text) is found


async def test_mine_is_what_waits_for_me(office: Office) -> None:
    ref = await office.printed()
    number = office.staff.case(ref).number
    leader = await office.browser(office.staff.leader)
    head = await office.browser(office.staff.head)
    assert number in (await leader.get("/desk?mine=1")).text
    assert number not in (await head.get("/desk?mine=1")).text


async def test_another_room_and_another_unit_do_not_appear(office: Office) -> None:
    other = staff_of(office.staff.house, "教育局档案室")
    a_dossier(other, "JY-0001", name="宋知远")
    number = other.case(await other.submit("JY-0001")).number
    for member in (office.staff.archivist, office.staff.leader):
        page = await (await office.browser(member)).get(f"/desk?q={quoted(number)}")
        assert f">{number}<" not in page.source


async def test_officers_begin_at_the_members(office: Office) -> None:
    auditor = office.staff.house.add_member(Role.AUDITOR)
    page = await (await office.browser(auditor)).get("/desk")
    assert (page.status, page.location) == (303, "/desk/members")


async def test_a_contact_begins_at_their_own_submissions_and_sees_no_work_list(
    office: Office,
) -> None:
    contact = await office.browser(office.staff.contact)
    assert (await contact.get("/desk")).location == "/desk/submissions"
    for path in ("/desk/members", "/desk/log", "/desk/labels"):
        assert (await contact.get(path)).status == 404
