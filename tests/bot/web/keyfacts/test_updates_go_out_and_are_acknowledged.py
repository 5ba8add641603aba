"""待同步页：导出清单、下载、登记确认；没有确认的一直列着；更新几次、几条写在上面。
The page of updates: a list goes out as a file, what the system took is written down and counted.
"""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from core.keyfacts.system_update import SystemUpdate, UpdateList
from core.members.member import Role
from tests.support.campaign_desk import file_of
from tests.support.facts_desk import FactsDesk
from tests.support.keyfacts import NUMBER, SETTLED

HERE = "/desk/facts/updates"


async def test_a_list_goes_out_and_comes_back_acknowledged(desk: FactsDesk) -> None:
    world = desk.world
    browser = await desk.browser(world.archivist)
    assert "现在没有待同步的" in (await browser.get(HERE)).text
    await world.settled("1986.08.12")
    assert "待同步 1 条" in (await browser.get("/desk/facts")).text
    page = await browser.post(HERE, press="export", room=str(world.room))
    assert "已导出 1 条" in page.text
    (out,) = world.house.all(UpdateList)
    book = load_workbook(BytesIO(await file_of(browser, f"{HERE}/{out.ref}.xlsx")))
    row = [cell.value for cell in book["更新清单"][2]]
    assert row[:1] + row[2:6] == [NUMBER, "出生时间", "1985.08", "1986.08.12", SETTLED]
    assert "冯一" not in str(row)
    sheet = (await file_of(browser, f"{HERE}/{out.ref}.csv")).decode()
    assert f"{NUMBER}," in sheet
    given = {"press": "acknowledge", "list": out.ref}
    assert "请填系统回执号" in (await browser.post(HERE, given, receipt=" ")).text
    done = await browser.post(HERE, given, receipt="回执 0012")
    assert "已登记系统确认 1 条" in done.text
    assert "2026年已更新1次、1条" in done.text.replace(" ", "")


async def test_what_was_not_taken_stays_and_the_list_is_one_at_a_time(desk: FactsDesk) -> None:
    world = desk.world
    await world.settled("1986.08.12")
    browser = await desk.browser(world.head)
    await browser.post(HERE, press="export", room=str(world.room))
    again = await browser.post(HERE, press="export", room=str(world.room))
    assert "现在没有待同步的信息" in again.text
    (line,), (out,) = world.house.all(SystemUpdate), world.house.all(UpdateList)
    given = {
        "press": "acknowledge",
        "list": out.ref,
        "receipt": "回执 1",
        f"left-{line.ref}": "yes",
    }
    assert "未采用的 1 条留待下一份清单" in (page := await browser.post(HERE, given)).text
    assert "还没有导出的" in page.text


async def test_another_room_has_neither_page_nor_file(desk: FactsDesk) -> None:
    world = desk.world
    await world.settled("1986.08.12")
    await (await desk.browser(world.head)).post(HERE, press="export", room=str(world.room))
    (out,) = world.house.all(UpdateList)
    other = world.house.add_member(Role.HEAD, room=world.house.add_room())
    browser = await desk.browser(other)
    assert NUMBER not in (await browser.get(HERE)).text
    for kind in ("xlsx", "csv"):
        assert (await browser.get(f"{HERE}/{out.ref}.{kind}")).status == 404
    assert "没有" in (await browser.post(HERE, press="export", room=str(world.room))).text
