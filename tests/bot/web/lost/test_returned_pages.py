"""归还不符的页：窗口登记页码和说明，案头列着，追回、补齐、处理都有一句话；照片经收件处收存。
A return that differs at the desk: listed, asked back, counted, settled; a picture goes through the intake.
"""

from __future__ import annotations

from aiohttp import FormData

from core.custody.discrepancy import Discrepancy
from core.files.stored_file import StoredFile
from core.ids import opaque
from core.lost.page_recovery import DiscrepancyScan
from tests.support.desk import DOSSIER, Office
from tests.support.web import Browser
from tests.support.window import Window


async def returned(office: Office, browser: Browser) -> str:
    """Missing pages, as the archivist enters them at the counter; gives the label."""
    window = Window(office.staff, browser, office.server)
    ref = await window.out(DOSSIER)
    label = office.staff.labels(ref)[0]
    await window.scan(label)
    more = {
        "kind": "pages_missing",
        "page_numbers": "3、4",
        "statement": "yes",
        "remark": "缺第三件",
    }
    page = await window.check(ref, label, act="differs", **more)
    assert "已登记不符情况" in page.result
    return label


async def test_it_is_listed_with_what_comes_next(office: Office) -> None:
    archivist = await office.browser(office.staff.archivist)
    label = await returned(office, archivist)
    head = await office.browser(office.staff.head)
    listed = await head.get("/desk/lost")
    assert f"/desk/lost/returned/{label}" in listed.source
    assert "请定追回缺页的时限" in listed.text
    page = await head.get(f"/desk/lost/returned/{label}")
    assert "3、4" in page.text
    assert "出库时 46 件、212 页" in page.text
    assert "已签字，原件留存" in page.text


async def test_pages_are_asked_back_counted_and_settled(office: Office) -> None:
    archivist = await office.browser(office.staff.archivist)
    here = f"/desk/lost/returned/{await returned(office, archivist)}"
    head = await office.browser(office.staff.head)
    wrong = await head.post(here, press="ask_back", due_on="明天")
    assert "今天或以后的日期" in wrong.text
    assert "并告知对方" in (await head.post(here, press="ask_back", due_on="2099-01-01")).text
    assert "请填送来缺页的同志" in (await archivist.post(here, press="count_back")).text
    page = await archivist.post(here, press="count_back", returner="周文启", pages_note="3、4 页")
    assert "已登记补齐" in page.text
    assert "请写明处理意见" in (await head.post(here, press="settle")).text
    assert "可以入库了" in (await head.post(here, press="settle", resolution="已补齐")).text
    assert "没有不符" in (await head.get("/desk/lost")).text


async def test_a_stranger_and_an_unknown_press_find_nothing(office: Office) -> None:
    archivist = await office.browser(office.staff.archivist)
    label = await returned(office, archivist)
    contact = await office.browser(office.staff.contact)
    assert (await contact.get(f"/desk/lost/returned/{label}")).status == 404
    assert (await archivist.get("/desk/lost/returned/VXXXXXXXXXXX")).status == 404
    assert (await archivist.post(f"/desk/lost/returned/{label}", press="fly")).status == 404
    assert office.staff.house.all(Discrepancy)[0].settled_at is None


async def test_a_picture_that_is_none_is_not_kept(office: Office) -> None:
    archivist = await office.browser(office.staff.archivist)
    here = f"/desk/lost/returned/{await returned(office, archivist)}"
    data = FormData({"csrf": "wrong", "key": opaque(24)})
    data.add_field("scan", b"x", filename="x.jpg", content_type="image/jpeg")
    async with archivist.client.post(f"{here}/scan", data=data) as answer:
        assert answer.status == 403
    assert office.staff.house.all(StoredFile) == office.staff.house.all(DiscrepancyScan) == []
