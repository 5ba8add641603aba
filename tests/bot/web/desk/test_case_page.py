"""办件页：轮到谁，谁才有按钮；每次点击都有一句话 / Whose turn it is gets the buttons; every press a sentence."""

from __future__ import annotations

from core.requests.withdraw_request import WithdrawRequest
from tests.support.counter_case import a_dossier, staff_of
from tests.support.desk import PIN, Office


async def test_the_leader_confirms_with_the_pin(office: Office) -> None:
    ref = await office.printed()
    leader = await office.browser(office.staff.leader)
    page = await office.press(leader, ref, "approve:unit_sign")
    assert "六位办理密码" in page.text
    page = await office.press(leader, ref, "approve:unit_sign", pin=PIN)
    assert "已记下签批" in page.text
    assert office.staff.case(ref).state == "unit_signed"


async def test_a_wrong_pin_asks_again_and_says_how_often(office: Office) -> None:
    ref = await office.printed()
    leader = await office.browser(office.staff.leader)
    page = await office.press(leader, ref, "approve:unit_sign", pin="918273")
    assert page.status == 403
    assert "还可试 4 次" in page.text
    assert office.staff.case(ref).state == "submitted"


async def test_the_page_for_the_pin_carries_the_press_on(office: Office) -> None:
    ref = await office.printed()
    leader = await office.browser(office.staff.leader)
    page = await office.press(leader, ref, "approve:unit_sign")
    assert page.hidden("version") == str(office.staff.case(ref).version)
    assert 'name="press" value="approve:unit_sign"' in page.source


async def test_a_refusal_lists_every_reason(office: Office) -> None:
    ref = await office.staff.submit("DW-0412")
    leader = await office.browser(office.staff.leader)
    page = await office.press(leader, ref, "approve:unit_sign", pin=PIN)
    assert "审批表还没有打印" in page.text
    assert "请先打印审批表" in page.text


async def test_an_old_button_changes_nothing(office: Office) -> None:
    ref = await office.printed()
    leader = await office.browser(office.staff.leader)
    page = await office.press(leader, ref, "approve:unit_sign", pin=PIN, version="1")
    await office.press(leader, ref, "approve:unit_sign", pin=PIN)
    page = await office.press(leader, ref, "approve:unit_sign", pin=PIN, version="2")
    assert "已经更新" in page.text


async def test_an_old_page_of_a_withdrawn_case_is_called_old(office: Office) -> None:
    ref = await office.printed()
    leader = await office.browser(office.staff.leader)
    seen = str(office.staff.case(ref).version)
    await office.staff.house.do(office.staff.contact, WithdrawRequest(request=ref))
    page = await office.press(leader, ref, "send_back", reason="用途写得不清楚", version=seen)
    assert "已经更新" in page.text


async def test_sending_back_takes_a_reason(office: Office) -> None:
    ref = await office.printed()
    leader = await office.browser(office.staff.leader)
    assert "请写明原因" in (await office.press(leader, ref, "send_back")).text
    page = await office.press(leader, ref, "send_back", usual="查阅范围过宽", reason="请只查第三类")
    assert "已退回补正" in page.text
    assert office.staff.case(ref).note == "查阅范围过宽；请只查第三类"


async def test_the_archivist_records_a_paper_signature(office: Office) -> None:
    ref = await office.printed()
    archivist = await office.browser(office.staff.archivist)
    assert "纸质签批代录" in (await archivist.get(f"/desk/cases/{ref}")).text
    signer = str(office.staff.leader)
    page = await office.press(archivist, ref, "record:unit_sign", signed_by=signer)
    assert "已代录纸质签批" in page.text
    assert office.staff.case(ref).approvals[0].way == "recorded"


async def test_the_archivist_makes_ready(office: Office) -> None:
    ref = await office.staff.submit("DW-0412")
    await office.staff.signed(ref)
    archivist = await office.browser(office.staff.archivist)
    assert "已备妥" in (await office.press(archivist, ref, "make_ready")).text
    assert office.staff.case(ref).state == "ready"


async def test_a_step_that_is_anothers_is_told_like_nothing(office: Office) -> None:
    ref = await office.printed()
    archivist = await office.browser(office.staff.archivist)
    page = await office.press(archivist, ref, "approve:unit_sign", pin=PIN)
    assert "没有可以在这里办理的事项" in page.text
    assert office.staff.case(ref).state == "submitted"


async def test_names_are_masked_until_a_logged_reading(office: Office) -> None:
    ref = await office.printed()
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get(f"/desk/cases/{ref}")
    assert "周文启" not in page.source
    assert office.staff.house.log("case_read") == []
    page = await archivist.get(f"/desk/cases/{ref}?names=1")
    assert "周文启" in page.text
    assert len(office.staff.house.log("case_read")) == 1


async def test_a_leader_of_the_unit_cannot_unmask(office: Office) -> None:
    ref = await office.printed()
    leader = await office.browser(office.staff.leader)
    assert (await leader.get(f"/desk/cases/{ref}?names=1")).status == 404


async def test_another_rooms_case_is_no_case(office: Office) -> None:
    other = staff_of(office.staff.house, "教育局档案室")
    a_dossier(other, "JY-0001", name="宋知远")
    ref = await other.submit("JY-0001")
    for member in (office.staff.archivist, office.staff.head, office.staff.leader):
        browser = await office.browser(member)
        foreign, unknown = (
            await browser.get(f"/desk/cases/{ref}"),
            await browser.get("/desk/cases/NOSUCHCASE"),
        )
        assert (
            (foreign.status, foreign.text) == (unknown.status, unknown.text) == (404, unknown.text)
        )
        assert (await office.press(browser, ref, "send_back", reason="x")).status == 404


async def test_what_the_law_said_is_for_room_staff(office: Office) -> None:
    ref = await office.printed()
    archivist = await office.browser(office.staff.archivist)
    leader = await office.browser(office.staff.leader)
    assert "规则怎么说" in (await archivist.get(f"/desk/cases/{ref}")).text
    assert "规则怎么说" not in (await leader.get(f"/desk/cases/{ref}")).text


async def test_an_unknown_press_is_no_step(office: Office) -> None:
    ref = await office.printed()
    archivist = await office.browser(office.staff.archivist)
    for press in ("", "nonsense", "settle:VXXXXXXXXXXX", "approve:fly"):
        assert (await office.press(archivist, ref, press)).status in (200, 404)
    assert office.staff.case(ref).state == "submitted"
