"""案头补录：照册页录入，另一位同志核对，负责人处理；填错的都说清楚，填过的都还在。
Late entry at the desk: written down, confirmed by a colleague, settled by the head; slips are told.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.web.desk.late_written import plain_time
from core.custody.custody import Custody
from core.members.member import Role
from core.outage.late_entry import LateEntry
from core.requests.request import Request
from core.requests.reserved_number import ReservedNumber
from tests.support.counter_case import staff_of
from tests.support.desk import DOSSIER, PIN, Office
from tests.support.web import Browser, Page

SEEN = ("signed", "sealed", "dated", "matches", "party_certified", "avoidance_signed")
ALL = (*SEEN, "labelled", "listed", "counted")
TICKED = dict.fromkeys((*(f"seen.{name}" for name in ALL), "card.1", "card.2"), "yes")
NEW = "/desk/outage/new"


class Desk:
    """An archivist who enters, a colleague who confirms, on the morning after a paper day."""

    def __init__(self, office: Office, clerk: Browser, colleague: Browser, head: Browser) -> None:
        self.office, self.clerk, self.colleague, self.head = office, clerk, colleague, head
        self.day = office.staff.house.clock.now().date().isoformat()

    async def hand_over(self, ref: str, at: str = "9:40", **more: str) -> Page:
        case = self.office.staff.case(ref).number
        said = {"kind": "hand_over", "day": self.day, "at": at, "case": case, "volume": DOSSIER}
        return await self.clerk.post(NEW, {**said, **TICKED, **more})

    async def returned(self, at: str, **more: str) -> Page:
        said = {"kind": "return", "day": self.day, "at": at, "volume": DOSSIER}
        given = {**said, "returner": "周文启", "counted": "yes", **more}
        return await self.clerk.post(NEW, given)

    def entry(self) -> LateEntry:
        return self.office.staff.house.all(LateEntry)[-1]

    async def confirm(self, browser: Browser | None = None, **more: str) -> Page:
        entry, by = self.entry(), browser or self.colleague
        fields = {"press": "confirm", "version": str(entry.version), "pin": PIN, **more}
        return await by.post(f"/desk/outage/entries/{entry.ref}", fields)

    async def settle(self, **said: str) -> Page:
        entry = self.entry()
        fields = {"press": "settle", "version": str(entry.version), **said}
        return await self.head.post(f"/desk/outage/entries/{entry.ref}", fields)


@pytest.fixture
async def desk(office: Office) -> Desk:
    house, staff = office.staff.house, office.staff
    house.clock.advance(hours=-1)
    second = house.add_member(Role.ARCHIVIST, room=staff.room)
    house.clock.advance(hours=3)
    browsers = [await office.browser(m) for m in (staff.archivist, second, staff.head)]
    return Desk(office, *browsers)


async def a_ready_case(desk: Desk) -> str:
    """Ready since nine in the morning; it is eleven now."""
    house = desk.office.staff.house
    house.clock.advance(hours=-2)
    ref = await desk.office.staff.ready(DOSSIER)
    house.clock.advance(hours=2)
    return ref


async def test_the_address_of_a_sent_form_leads_back_to_the_list(desk: Desk) -> None:
    page = await desk.clerk.get(NEW)
    assert page.status in (200, 303)
    assert "没有可以在这里办理的事项" not in page.text


async def test_entered_confirmed_and_shown_as_late(desk: Desk) -> None:
    ref = await a_ready_case(desk)
    page = await desk.hand_over(ref)
    assert "请另一位同志拿着纸面核对确认" in page.text, page.text
    assert "这一条由您录入" in page.text
    page = await desk.colleague.get(f"/desk/outage/entries/{desk.entry().ref}")
    assert "与纸面一致，确认" in page.text
    page = await desk.confirm()
    assert "已登记，两个时间都已留下" in page.text, page.text
    case = await desk.head.get(f"/desk/cases/{ref}")
    assert "补录" in case.text
    assert len(desk.office.staff.house.all(Custody)) == 1


async def test_the_pin_is_asked_for_and_the_author_cannot_confirm(desk: Desk) -> None:
    ref = await a_ready_case(desk)
    await desk.hand_over(ref)
    assert "办理密码" in (await desk.confirm(pin="")).text
    page = await desk.confirm(desk.clerk)
    assert "同一件事不能由同一人办两步" in page.text
    assert desk.office.staff.house.all(Custody) == []


async def test_the_second_press_changes_nothing_and_says_so(desk: Desk) -> None:
    ref = await a_ready_case(desk)
    await desk.hand_over(ref)
    await desk.confirm()
    page = await desk.confirm(version="1")
    assert "没有产生任何变化" in page.text or "没有改动任何内容" in page.text
    assert len(desk.office.staff.house.all(Custody)) == 1


async def test_what_is_missing_is_told_and_what_was_filled_in_stays(desk: Desk) -> None:
    said = {"kind": "hand_over", "day": desk.day, "at": "廿五", "case": "8888", "volume": "没有"}
    page = await desk.clerk.post(NEW, {**said, "page": "第 3 页"})
    assert page.status == 422
    for sentence in ("几点几分", "本室没有这一卷", "请先补录"):
        assert sentence in page.text
    assert 'value="第 3 页"' in page.source
    assert desk.office.staff.house.all(LateEntry) == []


@pytest.mark.parametrize("kind", ["hand_over", "return", "pause", "application"])
async def test_every_form_opens_and_an_empty_one_is_told(desk: Desk, kind: str) -> None:
    assert (await desk.clerk.get(f"{NEW}?kind={kind}")).status == 200
    page = await desk.clerk.post(NEW, kind=kind)
    assert page.status == 422
    assert "请看标出的地方" in page.text


async def test_nonsense_opens_nothing(desk: Desk) -> None:
    assert (await desk.clerk.get(f"{NEW}?kind=x")).status == 404
    assert (await desk.clerk.get("/desk/outage/entries/NONE")).status == 404
    assert (await desk.clerk.post("/desk/outage/entries/NONE", press="burn")).status == 404


async def test_a_mismatch_is_seen_by_the_author_and_can_be_withdrawn(desk: Desk) -> None:
    await a_ready_case(desk)
    page = await desk.returned("10:00")
    assert "与系统记录不符" in page.text
    path = f"/desk/outage/entries/{desk.entry().ref}"
    assert "请再确认一次" in (await desk.clerk.post(path, press="withdraw")).text
    assert "已撤回" in (await desk.clerk.post(path, press="withdraw", sure="yes")).text


async def test_a_refusal_waits_for_the_head_with_reasons(desk: Desk) -> None:
    ref = await a_ready_case(desk)
    page = await desk.hand_over(ref, **{"seen.sealed": "", "card.2": ""})
    assert "有 2 条规定对不上" in page.text
    page = await desk.confirm()
    assert "已交负责人处理" in page.text
    page = await desk.head.get(f"/desk/outage/entries/{desk.entry().ref}")
    assert "审批表" in page.text
    assert "共 2 条" in page.text
    assert "请选一种处理" in (await desk.settle(reason="补盖")).text
    assert "请写明理由" in (await desk.settle(verdict="made_good")).text
    page = await desk.settle(verdict="made_good", reason="两日内补盖公章")
    assert "处理意见已记入日志" in page.text
    assert desk.entry().state == "settled"


async def test_lists_say_who_has_what(desk: Desk) -> None:
    ref = await a_ready_case(desk)
    await desk.hand_over(ref)
    assert "待第二人核对" in (await desk.clerk.get("/desk/outage")).text
    await desk.confirm()
    await desk.returned("10:20")
    await desk.confirm()
    page = await desk.clerk.get("/desk/outage")
    assert "最近办过的" in page.text
    assert desk.office.staff.case(ref).state == "closed"


async def test_a_paper_application_on_a_reserved_number(desk: Desk) -> None:
    staff, house = desk.office.staff, desk.office.staff.house
    await desk.clerk.post("/desk/outage", press="make_kit", room=str(staff.room))
    number = house.all(ReservedNumber)[0].number
    said: dict[str, Any] = {"kind": "application", "day": desk.day, "at": "9:05"}
    said |= {"reserved": number, "unit": str(staff.unit), "dossier": DOSSIER, "mode": "consult"}
    said |= {"purpose": "personnel_work", "detail": "任前考察", "classes": "全卷"}
    for n, name in ((1, "周文启"), (2, "陆知行")):
        said |= {f"reader.{n}": name, f"personnel.{n}": "yes", f"party.{n}": "yes"}
    said |= {"signer.unit_sign": str(staff.leader), "signed.unit_sign": "9:20"}
    said |= {"signer.room_review": str(staff.head), "signed.room_review": "9:30"}
    page = await desk.clerk.post(NEW, said)
    assert "请另一位同志拿着纸面核对确认" in page.text, page.text
    listed = (await desk.colleague.get("/desk/outage")).text
    assert f"{number} {DOSSIER}" in listed
    page = await desk.colleague.get(f"/desk/outage/entries/{desk.entry().ref}")
    assert "周文启、陆知行" in page.text
    assert "已登记" in (await desk.confirm()).text
    (request,) = house.all(Request)
    assert (request.number, request.state) == (number, "ready")
    assert len(house.log("late_read")) >= 2


async def test_another_room_sees_none_of_it(desk: Desk) -> None:
    ref = await a_ready_case(desk)
    await desk.hand_over(ref)
    other = staff_of(desk.office.staff.house, "教育局档案室")
    stranger = await desk.office.browser(other.archivist)
    path = f"/desk/outage/entries/{desk.entry().ref}"
    assert (await stranger.get(path)).status == 404
    assert (await stranger.post(path, press="confirm", version="1", pin=PIN)).status == 404
    assert "待第二人核对" not in (await stranger.get("/desk/outage")).text
    case = desk.office.staff.case(ref).number
    said = {"kind": "hand_over", "day": desk.day, "at": "9:40", "case": case, "volume": DOSSIER}
    page = await stranger.post(NEW, said)
    assert "本室没有这个编号的办件" in page.text


def test_times_are_read_as_people_write_them() -> None:
    assert [plain_time(t) for t in ("9:30", "9：05", "9.5", " 14:00 ")] == [
        "09:30",
        "09:05",
        "09:05",
        "14:00",
    ]
