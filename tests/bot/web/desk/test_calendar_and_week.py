"""案头：周一一览看得见所有将到期的；交接单接得上手；工作日历按通知导入；提醒停了有横幅。
At the desk: all that falls due on one page, a handover note, the calendar by notice, a silent clock.
"""

from __future__ import annotations

import datetime as dt

import pytest
from aiohttp import FormData

from bot.house_warnings import warnings_of
from core.ids import opaque
from core.members.deputy import Deputy
from core.members.member import Role
from core.reminders.heartbeat import beat
from core.reminders.known_year import KnownYear
from core.reminders.workdays import Workday
from core.requests.request import Request
from tests.support.desk import DOSSIER, Office
from tests.support.web import Browser, Page

WHOLE = "日期,休或班\n2027-01-01,休\n2027-02-08至2027-02-12,休\n2027-05-01,休\n2027-10-01,休\n2027-02-14,班\n"


@pytest.fixture
def administrator(office: Office) -> int:
    return office.staff.house.add_member(Role.ADMINISTRATOR)


async def send(browser: Browser, sheet: str, document: str = "国办发明电〔2026〕7号") -> Page:
    form = FormData({"csrf": browser.csrf, "key": opaque(24), "document": document})
    form.add_field("sheet", sheet.encode(), filename="安排.csv", content_type="text/csv")
    return await browser.upload("/desk/calendar", form)


async def test_the_notice_is_read_in_and_shown(office: Office, administrator: int) -> None:
    browser = await office.browser(administrator)
    page = await send(browser, WHOLE)
    assert page.status == 200
    assert "2027 年已按通知记下 9 天" in page.text
    assert "国务院办公厅通知 国办发明电〔2026〕7号" in page.text
    assert "2月8日（周一）" in page.text
    assert "2月14日（周日）" in page.text
    sheet = await browser.get("/desk/calendar.csv?year=2027")
    assert "2027-02-14,班" in sheet.source


async def test_a_sheet_with_slips_is_refused_row_by_row(office: Office, administrator: int) -> None:
    browser = await office.browser(administrator)
    page = await send(browser, WHOLE + "明天,休\n2027-10-02,不知道\n", document="")
    assert page.status == 422
    assert "没有导入，请改好这 3 处再传" in page.text
    assert "第 7 行：日期“明天”看不懂" in page.text
    assert "第 8 行：第二列“不知道”看不懂" in page.text
    assert "请填通知的文号" in page.text
    assert office.staff.house.all(Workday) == []


async def test_only_the_administrator_reads_a_notice_in(office: Office) -> None:
    browser = await office.browser(office.staff.archivist)
    page = await browser.get("/desk/calendar")
    assert page.status == 200
    assert 'name="sheet"' not in page.source
    assert (await send(browser, WHOLE)).status == 404
    assert (await (await office.browser(office.staff.contact)).get("/desk/calendar")).status == 404


async def test_a_missing_year_is_warned_of_from_mid_november(office: Office) -> None:
    forget(office, 2027)
    browser = await office.browser(office.staff.head)
    assert "还没有 2027 年的放假安排" in (await browser.get("/desk/calendar")).text


async def test_monday_shows_what_falls_due(office: Office) -> None:
    staff = office.staff
    ref = await staff.ready(DOSSIER)
    await office.printed()
    now = staff.house.clock.now()
    deputy = Deputy(
        member_id=staff.leader,
        deputy_id=staff.contact,
        document="委1号",
        valid_from=now,
        valid_to=now + dt.timedelta(days=3),
    )
    staff.house.keep(deputy)
    page = await (await office.browser(staff.archivist)).get("/desk/week")
    assert staff.case(ref).number in page.text
    for word in ("本周", "备妥保留到期", "待单位签批", "委托审批到期"):
        assert word in page.text
    assert "还没有" not in page.text


async def test_an_organs_case_is_on_the_heads_page_alone(office: Office) -> None:
    staff = office.staff
    ref = await staff.ready(DOSSIER)
    (request,) = staff.house.all(Request)
    request.source = "organ"
    staff.house.keep(request)
    for who, sees in ((staff.archivist, False), (staff.head, True)):
        browser = await office.browser(who)
        for path in ("/desk/week", "/desk/handover-note"):
            page = await browser.get(path)
            assert (staff.case(ref).number in page.text) is sees, path


async def test_the_handover_note_holds_what_lies_open(office: Office) -> None:
    ref = await office.staff.ready(DOSSIER)
    page = await (await office.browser(office.staff.archivist)).get("/desk/handover-note")
    assert "档案工作交接单" in page.text
    assert "已备妥，等人来取 1 件" in page.text
    assert office.staff.case(ref).number in page.text
    for sign in ("移交人", "接手人", "监交人"):
        assert sign in page.text


async def test_an_empty_room_is_told_so(office: Office) -> None:
    browser = await office.browser(office.staff.archivist)
    assert "这几周没有将到期的事项" in (await browser.get("/desk/week?weeks=x")).text
    assert "没有未办结的事项" in (await browser.get("/desk/handover-note")).text


async def test_silent_reminders_are_told_to_the_room(office: Office) -> None:
    house = office.staff.house
    await house.dispatch.work(lambda session: beat(session, house.clock.now()))
    browser = await office.browser(office.staff.archivist)
    house.clock.advance(minutes=9)
    assert "没有运行" not in (await browser.get("/desk")).text
    house.clock.advance(minutes=2)
    page = await browser.get("/desk")
    assert "提醒从 11月25日（周三）09:00起没有运行" in page.text
    assert "没有运行" in (await browser.get("/chat")).text
    contact = await office.browser(office.staff.contact)
    assert "没有运行" not in (await contact.get("/chat")).text


def test_a_house_that_never_reminded_is_silent_only_when_something_was_due(office: Office) -> None:
    forget(office, 2027)
    with office.staff.house.looking() as session:
        assert warnings_of(session, office.staff.house.clock.now()) == ["next_year_unknown"]


def forget(office: Office, year: int) -> None:
    with office.staff.house.database.writing() as connection:
        table = KnownYear.__table__  # type: ignore[attr-defined]
        connection.execute(table.delete().where(table.c.year == year))
