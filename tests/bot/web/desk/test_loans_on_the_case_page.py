"""办件页上的延期、提前收回、催办、核见原件：谁能办谁看得见按钮，点了都有一句话。
Extending, recalling, urging and the second look, on the case's page: each press gets a sentence.
"""

from __future__ import annotations

from datetime import timedelta

from core.custody.custody import Custody
from core.custody.extension import Extension
from core.members.room import Room
from core.requests.submit_request import SubmitRequest
from tests.support.counter_case import READERS
from tests.support.desk import DOSSIER, PIN, Office
from tests.support.lending import LENDING_REASON
from tests.support.window import Window


async def lent(office: Office) -> str:
    """A case whose volume was lent over the counter."""
    room = office.staff.house.get(Room, office.staff.room)
    room.lending_reasons = LENDING_REASON
    office.staff.house.keep(room)
    browser = await office.browser(office.staff.archivist)
    window = Window(office.staff, browser, office.server)
    return await window.out(DOSSIER, mode="lend", lending_reason=LENDING_REASON)


async def test_an_extension_goes_its_way_on_the_page(office: Office) -> None:
    ref = await lent(office)
    archivist = await office.browser(office.staff.archivist)
    page = await office.press(archivist, ref, "ask_extension", days="3", why="工作尚未办结")
    assert "已登记延期申请" in page.text
    leader = await office.browser(office.staff.leader)
    page = await office.press(leader, ref, "extend:unit_sign", pin=PIN)
    assert "已记下延期的签批" in page.text
    before = office.staff.house.all(Custody)[0].due_on
    head = await office.browser(office.staff.head)
    page = await office.press(head, ref, "extend:room_review")
    assert "同意借阅单位延期归还" in page.text
    page = await office.press(head, ref, "extend:room_review", pin=PIN)
    assert "已记下延期的签批" in page.text
    assert office.staff.house.all(Custody)[0].due_on > before


async def test_what_is_missing_is_asked_for_in_words(office: Office) -> None:
    ref = await lent(office)
    archivist = await office.browser(office.staff.archivist)
    for days in ("", "0", "三", "-1"):
        page = await office.press(archivist, ref, "ask_extension", days=days, why="x")
        assert "请填写延几个工作日" in page.text
    assert "请写明原因" in (await office.press(archivist, ref, "ask_extension", days="3")).text
    assert office.staff.house.all(Extension) == []


async def test_the_head_recalls_with_the_pin_and_the_old_button_is_stale(office: Office) -> None:
    ref = await lent(office)
    head = await office.browser(office.staff.head)
    day = (office.staff.house.clock.now().date() + timedelta(days=2)).isoformat()
    old = str(office.staff.case(ref).version)
    asked = {"day": day, "cause": "专项核查需用"}
    page = await office.press(head, ref, "recall", **asked)
    assert (page.hidden("day"), page.hidden("cause")) == (day, "专项核查需用")
    assert "已登记提前收回" in (await office.press(head, ref, "recall", pin=PIN, **asked)).text
    assert office.staff.house.all(Custody)[0].due_on.isoformat() == day
    page = await office.press(head, ref, "recall", pin=PIN, version=old, **asked)
    assert "已经更新" in page.text
    page = await office.press(head, ref, "recall", pin=PIN, day="明天", cause="专项核查需用")
    assert "收回日期应在今天以后" in page.text


async def test_forms_are_shown_to_who_may_use_them(office: Office) -> None:
    ref = await lent(office)
    archivist = await office.browser(office.staff.archivist)
    head = await office.browser(office.staff.head)
    leader = await office.browser(office.staff.leader)
    seen = [(await who.get(f"/desk/cases/{ref}")).text for who in (archivist, head, leader)]
    assert ["窗口登记延期申请" in text for text in seen] == [True, False, False]
    assert ["提前收回" in text for text in seen] == [False, True, False]


async def test_the_room_urges_once_a_day(office: Office) -> None:
    ref = await office.printed()
    archivist = await office.browser(office.staff.archivist)
    assert "已提醒" in (await office.press(archivist, ref, "urge")).text
    assert "每天只催办一次" in (await office.press(archivist, ref, "urge")).text


async def test_a_walk_ins_paper_is_seen_by_the_head_before_it_is_recorded(office: Office) -> None:
    staff = office.staff
    command = SubmitRequest(
        unit_id=staff.unit,
        dossier=DOSSIER,
        mode="consult",
        purpose="personnel_work",
        purpose_detail="任前考察",
        readers=READERS,
        source="walk_in",
        channel="counter",
    )
    ref = str((await staff.house.do(staff.archivist, command)).data["ref"])
    archivist = await office.browser(staff.archivist)
    await archivist.get(f"/forms/approval/{ref}")
    signer = str(staff.leader)
    page = await office.press(archivist, ref, "record:unit_sign", signed_by=signer)
    assert "须另一位同志也见到纸质原件" in page.text
    assert "我也见到原件" not in (await archivist.get(f"/desk/cases/{ref}")).text
    head = await office.browser(staff.head)
    assert "已记下您也见到原件" in (await office.press(head, ref, "see_paper:unit_sign")).text
    page = await office.press(archivist, ref, "record:unit_sign", signed_by=signer)
    assert "已代录纸质签批" in page.text


async def test_once_overdue_the_page_asks_for_the_volume_and_offers_no_extension(
    office: Office,
) -> None:
    ref = await lent(office)
    page = f"/desk/cases/{ref}"
    browser = await office.browser(office.staff.archivist)
    assert "请在到期前提出" in (await browser.get(page)).text
    custody = office.staff.house.all(Custody)[-1]
    custody.due_on = office.staff.house.clock.now().date() - timedelta(days=1)
    office.staff.house.keep(custody)
    shown = (await browser.get(page)).text
    assert "已过应还日期，请两位同志尽快送回" in shown
    assert "请在到期前提出" not in shown
