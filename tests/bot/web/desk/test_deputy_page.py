"""案头的委托审批：选人、期限、文号，凭密码设置；双方都能结束；不是审批人的没有这一页。
Deputies at the desk: named with the PIN for a term, ended by either; nobody else has the page.
"""

from __future__ import annotations

from core.members.deputy import Deputy
from tests.support.desk import PIN, Office

HERE = "/desk/deputy"


async def test_named_with_the_pin_and_ended_by_the_deputy(office: Office) -> None:
    house = office.staff.house
    deputy = house.add_member(unit=office.staff.unit)
    leader = await office.browser(office.staff.leader)
    assert "委托这位同志" in (await leader.get(HERE)).text
    asked = {"press": "appoint", "deputy": str(deputy), "document": "委〔2026〕3号"}
    asked |= {"until": "2026-12-04"}
    page = await leader.post(HERE, asked)
    assert "六位办理密码" in page.text
    assert page.hidden("until") == "2026-12-04"
    assert "已设置委托" in (await leader.post(HERE, {**asked, "pin": PIN})).text
    (term,) = house.all(Deputy)
    theirs = await office.browser(deputy)
    assert "您受托于" in (await theirs.get(HERE)).text
    end = {"press": f"end:{term.id}"}
    assert (await theirs.post(HERE, end)).status in (200, 404)
    assert house.all(Deputy)[0].ended_at is not None
    assert "这一步现在还不能办" in (await leader.post(HERE, end)).text


async def test_what_is_missing_is_said(office: Office) -> None:
    deputy = office.staff.house.add_member(unit=office.staff.unit)
    leader = await office.browser(office.staff.leader)
    asked = {"press": "appoint", "deputy": str(deputy), "pin": PIN}
    page = await leader.post(HERE, {**asked, "document": "委1号", "until": "昨天"})
    assert "期满日应在今天或以后" in page.text
    page = await leader.post(HERE, {**asked, "document": " ", "until": "2026-12-04"})
    assert "请写明委托文书的文号" in page.text


async def test_nobody_else_has_such_a_page(office: Office) -> None:
    for member in (office.staff.head, office.staff.archivist):
        browser = await office.browser(member)
        assert (await browser.get(HERE)).status == 404
