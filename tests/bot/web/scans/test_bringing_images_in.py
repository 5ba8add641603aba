"""导入图像：压缩包逐件过关，要么全收要么全不收；与目录核对，不符的由人登记；两人凭文号启用。
A zip of images: every file through the intake, all or none; what does not agree is settled here.
"""

from __future__ import annotations

from datetime import timedelta

from bot.scans.source import from_zip
from core.clock import local_date
from core.members.member import Role
from core.scans.mismatch import ScanMismatch
from core.scans.scan_decision import ScanDecision
from core.scans.scan_image import ScanImage
from tests.support.desk import PIN
from tests.support.scan_desk import ScanDesk
from tests.support.scanning import a_line, packed, page_of, switch_on

SETTINGS = "/desk/scans/settings"


async def test_two_officers_switch_it_on_and_one_switches_it_off(desk: ScanDesk) -> None:
    house = desk.world.house
    officers = [house.add_member(Role.ADMINISTRATOR), house.add_member(Role.SECURITY_OFFICER)]
    first, second = [await desk.with_pin(it) for it in officers]
    until = str(local_date(house.clock.now()) + timedelta(days=90))
    asked = {"press": "ask", "document": "组档〔2026〕3号", "until": until}
    assert "六位办理密码" in (await first.post(SETTINGS, asked)).text
    assert "另一位管理员同意后生效" in (await first.post(SETTINGS, asked, pin=PIN)).text
    agree = {"press": f"agree:{house.all(ScanDecision)[0].id}", "pin": PIN}
    assert "请由另一位同志办理" in (await first.post(SETTINGS, agree)).text
    assert "数字档案没有启用" in (await desk.one.get(desk.here)).text
    assert "已同意" in (await second.post(SETTINGS, agree)).text
    assert "数字档案没有启用" not in (await desk.one.get(desk.here)).text
    assert "已停用" in (await second.post(SETTINGS, press="stop", pin=PIN)).text
    assert "数字档案没有启用" in (await desk.one.get(desk.here)).text


async def test_a_zip_comes_in_whole_and_is_compared(desk: ScanDesk) -> None:
    house = desk.world.house
    switch_on(house)
    a_line(house, desk.world.number, "3", 1, pages=2)
    files = {
        "GB-00001/原始图像/3/01-001.jpg": page_of(1),
        "GB-00001/原始图像/3/01-002.jpg": page_of(2),
        "GB-00001/优化图像/3/01/001.jpg": page_of(3, dpi=200),
        "GB-00001/Thumbs.db": b"x",
    }
    content = packed(files)
    told = await desk.hand_in(content, key="once")
    assert "已收 3 页" in told.text
    assert "3 处待处理" in told.text
    assert len(house.all(ScanImage)) == 3
    assert "没有重复收存" in (await desk.hand_in(content, key="once")).text
    assert len(house.all(ScanImage)) == 3
    again = await desk.hand_in(content)
    assert "3 页与原来相同" in again.text


async def test_pages_in_another_order_than_they_were_scanned_are_told(desk: ScanDesk) -> None:
    switch_on(desk.world.house)
    a_line(desk.world.house, desk.world.number, "3", 1, pages=3)
    at = {1: "09:01:00", 2: "09:03:00", 3: "09:02:00"}
    files = {
        f"原始图像/3/01-00{page}.jpg": page_of(page, at=f"2026:11:20 {moment}")
        for page, moment in at.items()
    }
    await desk.hand_in(packed(files))
    page = await desk.one.get(desk.here)
    assert "扫描的先后与页次不合" in page.text
    assert "序号 1 第 2 页" in page.text


async def test_one_bad_file_and_none_comes_in(desk: ScanDesk) -> None:
    house = desk.world.house
    switch_on(house)
    a_line(house, desk.world.number, "3", 1)
    bad = {
        "原始图像/3/01-001.jpg": page_of(1),
        "原始图像/3/01-002.jpg": b"MZ not a picture",
        "原始图像/3/01-003.jpg": page_of(3)[:300],
    }
    told = await desk.hand_in(packed(bad))
    assert "没有导入：有 2 处要改" in told.text
    assert "原始图像/3/01-002.jpg" in told.text
    odd = await desk.hand_in(packed({"图/1.jpg": page_of(1), "../原始图像/3/1-1.exe": b"x"}))
    assert odd.text.count("看不出是哪一页") == 2
    twice = {"原始图像/3/1-1.jpg": page_of(1), "原始图像/3/01-001.png": page_of(2)}
    assert "同一页有两个图像" in (await desk.hand_in(packed(twice))).text
    assert "不是完整的 zip" in (await desk.hand_in(b"PK nothing")).text
    assert "请选一个 zip" in (await desk.hand_in(b"")).text
    assert house.all(ScanImage) == []


async def test_what_does_not_agree_is_settled_by_a_person_once(desk: ScanDesk) -> None:
    house = desk.world.house
    switch_on(house)
    a_line(house, desk.world.number, "3", 1, pages=2)
    await desk.hand_in(packed({"原始图像/3/1-1.jpg": page_of(1)}))
    (row,) = house.all(ScanMismatch)
    press = {"press": "settle", "mismatch": row.ref, "version": str(row.version)}
    assert (
        "请写明核对纸质的情况"
        in (await desk.one.post(desk.here, {**press, "outcome": "as_it_is"})).text
    )
    assert "仍核对不上" in (await desk.one.post(desk.here, {**press, "outcome": "rescanned"})).text
    said = {**press, "outcome": "as_it_is", "note": "背面空白，未扫"}
    assert "已登记处理结果" in (await desk.one.post(desk.here, said)).text
    assert (await desk.one.post(desk.here, said)).status == 409
    assert "背面空白，未扫" in (await desk.one.get(desk.here)).text
    assert "与目录核对一致" in (await desk.one.post(desk.here, press="check")).text


async def test_another_room_finds_no_such_page(desk: ScanDesk) -> None:
    house = desk.world.house
    switch_on(house)
    there = await desk.browser(house.add_member(Role.ARCHIVIST, room=house.add_room()))
    assert (await there.get(desk.here)).status == 404
    content = packed({"原始图像/3/1-1.jpg": page_of(1)})
    assert (await desk.hand_in(content, who=there)).status == 404
    assert (await there.get("/desk/scans?number=GB-00001")).status == 404
    assert (await desk.one.get("/desk/scans?number=GB-00001")).status == 303
    assert house.all(ScanImage) == []


def test_names_that_windows_packed_are_read() -> None:
    """压缩包里 GB18030 的中文名照样认得 / Windows does not say that its names are GB18030."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("AAAAAAAA/3/1-1.jpg", b"x")
    raw = out.getvalue().replace(b"AAAAAAAA", "原始图像".encode("gb18030"))
    assert [it.path for it in from_zip(io.BytesIO(raw))] == ["原始图像/3/1-1.jpg"]
