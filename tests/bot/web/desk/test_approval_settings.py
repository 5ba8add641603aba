"""签批方式页：一位管理员凭文号提请，另一位同意才生效；别人看不到这一页。
The page of approval settings: asked by one officer, in force when another agrees; nobody else's page.
"""

from __future__ import annotations

from core.members.approval_change import ApprovalChange
from core.members.member import Role
from core.members.room import Room
from tests.support.desk import PIN, Office
from tests.support.web import Browser, Page

HERE = "/desk/approval"


async def ask(browser: Browser, room: int, **more: str) -> Page:
    asked = {"press": "ask", "room": str(room), "approval": "paper", "document": "字〔2026〕8号"}
    return await browser.post(HERE, {**asked, **more})


async def test_one_asks_and_another_agrees(office: Office) -> None:
    house = office.staff.house
    administrator = await office.browser(house.add_member(Role.ADMINISTRATOR))
    security = await office.browser(house.add_member(Role.SECURITY_OFFICER))
    assert "六位办理密码" in (await ask(administrator, office.staff.room)).text
    assert "另一位管理员同意后生效" in (await ask(administrator, office.staff.room, pin=PIN)).text
    (change,) = house.all(ApprovalChange)
    agree = {"press": f"agree:{change.id}", "pin": PIN}
    assert "同意改为" not in (await administrator.get(HERE)).text
    assert "请由另一位同志办理" in (await administrator.post(HERE, agree)).text
    assert "同意改为“纸质签批”" in (await security.get(HERE)).text
    assert "已同意" in (await security.post(HERE, agree)).text
    assert house.get(Room, office.staff.room).approval == "paper"
    assert "这一步现在还不能办" in (await security.post(HERE, agree)).text


async def test_what_is_missing_is_said(office: Office) -> None:
    administrator = await office.browser(office.staff.house.add_member(Role.ADMINISTRATOR))
    page = await ask(administrator, office.staff.room, document="", pin=PIN)
    assert "请写明批准改动的文号" in page.text
    page = await ask(administrator, office.staff.room, approval="fax", pin=PIN)
    assert "请选一种签批方式" in page.text


async def test_nobody_else_has_such_a_page(office: Office) -> None:
    for member in (office.staff.head, office.staff.archivist, office.staff.leader):
        browser = await office.browser(member)
        assert (await browser.get(HERE)).status == 404
        assert (await ask(browser, office.staff.room, pin=PIN)).status == 404
    assert office.staff.house.all(ApprovalChange) == []


async def test_buttons_follow_the_setting(office: Office) -> None:
    ref = await office.printed()
    leader = await office.browser(office.staff.leader)
    assert "确认已签批" in (await leader.get(f"/desk/cases/{ref}")).text
    room = office.staff.house.get(Room, office.staff.room)
    room.approval = "paper"
    office.staff.house.keep(room)
    page = await leader.get(f"/desk/cases/{ref}")
    assert "确认已签批" not in page.text
    assert "本室以纸质签批为准" in page.text
    page = await office.press(leader, ref, "approve:unit_sign", pin=PIN)
    assert "点按钮不算签批" in page.text
