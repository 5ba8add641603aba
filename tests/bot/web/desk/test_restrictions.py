"""限制登记页：负责人登记、另一人核对与同意解除；别人没有这一页，名字是遮着的。
Holds and bars on a page of the head's: entered, confirmed and lifted by two; nobody else has it.
"""

from __future__ import annotations

from core.holdings.hold import Hold
from core.members.barred import Barred
from core.members.member import Role
from tests.support.desk import DOSSIER, PIN, Office
from tests.support.web import Browser, Page

HERE = "/desk/restrictions"


async def press(browser: Browser, verb: str, **more: str) -> Page:
    return await browser.post(HERE, {"press": verb, "pin": PIN, **more})


async def test_a_hold_is_placed_confirmed_and_lifted_by_two(office: Office) -> None:
    house = office.staff.house
    head = await office.browser(office.staff.head)
    security = await office.browser(house.add_member(Role.SECURITY_OFFICER))
    own = {"dossier": DOSSIER, "organ": "市委组织部", "document": "缓〔2026〕1号"}
    page = await press(head, "place_hold", **own)
    assert "从现在起暂缓办理" in page.text
    assert "已核对文件，确认" not in page.text
    assert "已核对文件，确认" in (await security.get(HERE)).text
    assert "已确认" in (await press(security, "confirm_hold", **own)).text
    lift = {"dossier": DOSSIER, "placed_under": "缓〔2026〕1号", "document": "解〔2026〕1号"}
    assert "已提请解除" in (await press(head, "lift_hold", **lift)).text
    assert "请由另一位同志办理" in (await press(head, "agree_hold", **lift)).text
    assert "已解除" in (await press(security, "agree_hold", **lift)).text
    assert [h.lifted_at is None for h in house.all(Hold)] == [False]
    assert "没有可以在这里办理的事项" in (await press(security, "agree_hold", **lift)).text


async def test_a_bar_is_placed_and_lifted_and_its_name_is_masked(office: Office) -> None:
    house = office.staff.house
    head = await office.browser(office.staff.head)
    security = await office.browser(house.add_member(Role.SECURITY_OFFICER))
    given = {"room": str(office.staff.room), "name": "周文启", "document": "禁〔2026〕1号"}
    page = await press(head, "place_bar", **given)
    assert "取消查阅资格" in page.text
    assert "周文启" not in page.source
    (bar,) = house.all(Barred)
    one = {"bar": str(bar.id)}
    assert "已确认" in (await press(security, "confirm_bar", **one)).text
    lift = {**one, "document": "解〔2026〕1号"}
    assert "已提请解除" in (await press(head, "lift_bar", **lift)).text
    assert "已解除" in (await press(security, "agree_bar", **lift)).text
    assert "现在没有这类限制" in (await head.get(HERE)).text


async def test_what_is_missing_is_said_in_words(office: Office) -> None:
    head = await office.browser(office.staff.head)
    room = str(office.staff.room)
    page = await press(head, "place_bar", room=room, document="禁1号")
    assert "两项只填一项" in page.text
    page = await press(head, "place_bar", room=room, document="禁1号", name="李一", until="明天")
    assert "到期日应在今天以后" in page.text
    page = await press(head, "place_hold", dossier=DOSSIER, organ="市委组织部")
    assert "请写明文号" in page.text


async def test_every_press_takes_the_pin(office: Office) -> None:
    head = await office.browser(office.staff.head)
    given = {"room": str(office.staff.room), "name": "周文启", "document": "禁〔2026〕1号"}
    page = await head.post(HERE, {"press": "place_bar", **given})
    assert "六位办理密码" in page.text
    assert page.hidden("name") == "周文启"
    assert office.staff.house.all(Barred) == []


async def test_nobody_else_has_such_a_page(office: Office) -> None:
    administrator = office.staff.house.add_member(Role.ADMINISTRATOR)
    for member in (office.staff.archivist, office.staff.leader, administrator):
        browser = await office.browser(member)
        assert (await browser.get(HERE)).status == 404
        assert (await press(browser, "place_hold", dossier=DOSSIER)).status == 404
    head = await office.browser(office.staff.head)
    assert (await press(head, "nonsense")).status == 404


async def test_another_rooms_head_sees_none_of_it(office: Office) -> None:
    head = await office.browser(office.staff.head)
    given = {"room": str(office.staff.room), "name": "周文启", "document": "禁〔2026〕1号"}
    await press(head, "place_bar", **given)
    house = office.staff.house
    other = await office.browser(house.add_member(Role.HEAD, room=house.add_room()))
    assert "禁〔2026〕1号" not in (await other.get(HERE)).text
