"""应急包上案头：生成、存盘、打开都有据；文件自己就能打开，不带脚本，不引外面的东西。
The kit at the desk: made, saved, opened, each logged; the file stands alone, without script or address.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config_check.findings import findings
from bot.emergency_kit import evening_kits, kit_files, kit_on_disk
from bot.settings import Settings
from core.outage.emergency_kit import EmergencyKit
from core.requests.reserved_number import ReservedNumber
from tests.support.counter_case import a_dossier, staff_of
from tests.support.desk import DOSSIER, Office
from tests.support.web import Browser, Page


async def made(office: Office) -> tuple[Browser, Page]:
    browser = await office.browser(office.staff.archivist)
    room = str(office.staff.room)
    return browser, await browser.post("/desk/outage", press="make_kit", room=room)


async def test_a_room_without_a_kit_is_told_to_make_one(office: Office) -> None:
    page = await (await office.browser(office.staff.archivist)).get("/desk/outage")
    assert "还没有生成过应急包" in page.text


async def test_the_kit_lies_on_the_disk_and_the_desk_says_it_is_fresh(
    office: Office, tmp_path: Path
) -> None:
    await office.staff.ready(DOSSIER)
    _, page = await made(office)
    assert "应急包已生成并存盘" in page.text
    assert "待取 1 件，在外 0 件" in page.text
    (file,) = kit_files(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    there = kit_on_disk(tmp_path, office.staff.room)
    assert there is not None
    assert there[0] == office.staff.house.all(EmergencyKit)[0].ref


async def test_the_file_stands_alone(office: Office, tmp_path: Path) -> None:
    ref = await office.staff.ready(DOSSIER)
    a_dossier(office.staff, "DW-0500", name="何清扬")
    await office.staff.out("DW-0500")
    await made(office)
    text = kit_files(tmp_path)[0].read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?!data:)', text)
    assert not re.search(r"https?://(?!www\.w3\.org)", text)
    assert office.staff.case(ref).number in text
    assert "周文启" in text
    # Day and hour under each other: side by side they run into the next column on paper.
    assert re.search(r"日（周.）</span><br>\d\d:\d\d</td>", text)
    for row in office.staff.house.all(ReservedNumber):
        assert row.number in text
    for part in ("已批未取清单", "在外清单", "手工把关卡", "登记册页", "借条", "电话单"):
        assert part in text


async def test_opening_it_is_logged_and_shows_the_same_file(office: Office, tmp_path: Path) -> None:
    browser, _ = await made(office)
    page = await browser.get(f"/forms/emergency-kit?room={office.staff.room}")
    assert page.source == kit_files(tmp_path)[0].read_text(encoding="utf-8")
    assert len(office.staff.house.log("emergency_kit_read")) == 1


async def test_another_rooms_kit_is_no_kit(office: Office) -> None:
    await made(office)
    other = staff_of(office.staff.house, "教育局档案室")
    browser = await office.browser(other.archivist)
    room = str(office.staff.room)
    assert (await browser.get(f"/forms/emergency-kit?room={room}")).status == 404
    assert (await browser.post("/desk/outage", press="make_kit", room=room)).status == 404
    assert (await browser.get(f"/desk/outage/numbers?room={room}")).status == 404


async def test_those_who_keep_no_room_have_no_such_page(office: Office) -> None:
    browser = await office.browser(office.staff.contact)
    for path in ("/desk/outage", "/desk/outage/numbers", "/forms/emergency-kit"):
        assert (await browser.get(path)).status == 404


async def test_an_older_kit_is_replaced(office: Office, tmp_path: Path) -> None:
    _, _ = await made(office)
    browser = await office.browser(office.staff.head)
    await browser.post("/desk/outage", press="make_kit", room=str(office.staff.room))
    assert len(kit_files(tmp_path)) == 1
    there = kit_on_disk(tmp_path, office.staff.room)
    assert there is not None
    assert there[0] == office.staff.house.all(EmergencyKit)[-1].ref


async def test_each_evening_has_its_kit_once(office: Office, tmp_path: Path) -> None:
    house = office.staff.house
    await evening_kits(house.dispatch, tmp_path)
    assert house.all(EmergencyKit) == []  # nine in the morning
    house.clock.advance(hours=8)
    for _ in range(2):
        await evening_kits(house.dispatch, tmp_path)
    assert len(house.all(EmergencyKit)) == 1
    house.clock.advance(days=1)
    await evening_kits(house.dispatch, tmp_path)
    assert len(house.all(EmergencyKit)) == 2


async def test_a_kit_whose_file_was_not_written_is_written_at_the_next_tick(
    office: Office, tmp_path: Path
) -> None:
    browser, _ = await made(office)
    kit_files(tmp_path)[0].unlink()
    assert "没有存盘" in (await browser.get("/desk/outage")).text
    await evening_kits(office.staff.house.dispatch, tmp_path)
    assert len(kit_files(tmp_path)) == 1
    assert len(office.staff.house.all(EmergencyKit)) == 1


async def test_yesterdays_kit_is_shown_as_old(office: Office) -> None:
    office.staff.house.clock.advance(hours=7, minutes=45)
    browser, _ = await made(office)
    office.staff.house.clock.advance(minutes=20)
    assert "该更新了" in (await browser.get("/desk/outage")).text


async def test_open_numbers_are_cancelled_with_a_reason(office: Office) -> None:
    browser, _ = await made(office)
    numbers = [row.number for row in office.staff.house.all(ReservedNumber)]
    path, room = f"/desk/outage/numbers?room={office.staff.room}", str(office.staff.room)
    page = await browser.post(path, room=room, reason="断网日未用到")
    assert "请先勾选" in page.text
    page = await browser.post(path, {f"n.{numbers[0]}": "yes"}, room=room)
    assert "请写明作废的理由" in page.text
    page = await browser.post(path, {f"n.{numbers[0]}": "yes"}, room=room, reason="断网日未用到")
    assert "已作废 1 个预留编号" in page.text
    assert "发出的每一个编号都有去向" in page.text
    assert [r.state for r in office.staff.house.all(ReservedNumber)].count("cancelled") == 1


async def test_readiness_notes_whether_every_room_could_work_on_paper(
    office: Office, tmp_path: Path
) -> None:
    browser = await office.browser(office.staff.archivist)

    async def noted() -> bool:
        async with browser.client.get("/readyz") as answer:
            return bool((await answer.json())["notes"]["emergency_kits_fresh"])

    assert await noted() is False
    await browser.post("/desk/outage", press="make_kit", room=str(office.staff.room))
    assert await noted() is True
    kit_files(tmp_path)[0].unlink()
    assert await noted() is False


async def test_an_old_kit_is_a_finding_and_stops_nothing(office: Office, tmp_path: Path) -> None:
    await made(office)
    settings = Settings(data_dir=tmp_path)
    made_at = datetime.fromtimestamp(kit_files(tmp_path)[0].stat().st_mtime, UTC)

    def told(days: int) -> list[tuple[str, bool]]:
        found = findings(settings, {}, made_at + timedelta(days=days))
        return [(f.setting, f.stops) for f in found if "emergency kit" in f.sentence]

    assert told(1) == []
    assert told(2) == [("DATA_DIR", False)]
