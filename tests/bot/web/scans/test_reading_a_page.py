"""看数字副本的页面：办件页有按钮，画面带水印、不留存、没有下载；不能看的时候说一句话。
The page of a digital copy: a button on the case, a marked picture nobody keeps, a sentence when shut.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar, FormData
from PIL import Image, ImageChops
from sqlmodel import select

from bot.channels.telegram.rows import NAME
from bot.settings import Settings
from bot.story.bot_api import TOKEN
from core.clock import SHANGHAI
from core.custody.pause_reading import PauseReading
from core.files.blob_store import BlobStore
from core.files.intake import Intake
from core.files.limits import Limits
from core.files.marked_view import marked_view
from core.files.stored_file import StoredFile
from core.files.vault import Vault
from core.holdings.dossier import Dossier, Secrecy
from core.members.member import Member, Role
from core.members.pins import pin_digest
from core.members.proofs import Pin
from core.outbox.reach import Reach
from core.scans.scan_image import ScanImage
from tests.support.counter_case import a_dossier, staff_of
from tests.support.desk import DOSSIER, PIN, Office
from tests.support.house import House
from tests.support.launch import a_launch
from tests.support.scanning import a_line, packed, switch_on
from tests.support.web import HTML, Page, a_site


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(
        quarantine=tmp_path / "quarantine",
        vault=Vault(tmp_path / "keys"),
        store=BlobStore.in_folder(tmp_path / "blobs"),
        limits=Limits(),
    )


@pytest_asyncio.fixture
async def office(house: House, tmp_path: Path, intake: Intake) -> AsyncIterator[Office]:
    staff = staff_of(house)
    a_dossier(staff, DOSSIER)
    switch_on(house)
    async with AsyncExitStack() as doors:
        server = await doors.enter_async_context(a_site(house, tmp_path, intake=intake))
        yield Office(staff, server, doors)


def white(side: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, 2400), "white").save(out, "JPEG", dpi=(300, 300))
    return out.getvalue()


async def reading(office: Office, classes: str = "三、考核") -> str:
    """A case being read, of a dossier with two pages of class 3 and one of class 9-1."""
    house = office.staff.house
    a_line(house, DOSSIER, "3", 1, pages=2)
    a_line(house, DOSSIER, "9-1", 1)
    ref = await office.staff.out(DOSSIER, classes=classes)
    files = {
        "原始图像/3/1-1.jpg": white(1700),
        "原始图像/3/1-2.jpg": white(1701),
        "原始图像/9-1/1-1.jpg": white(1702),
    }
    browser = await office.browser(office.staff.archivist)
    form = FormData({"csrf": browser.csrf, "key": "k" * 24})
    form.add_field("scans", packed(files), filename="a.zip", content_type="application/zip")
    assert (await browser.upload(f"/desk/scans/dossiers/{DOSSIER}/files", form)).status == 200
    return ref


def image(office: Office, class_code: str, page: int) -> str:
    with office.staff.house.looking() as session:
        found = select(ScanImage.ref).where(
            ScanImage.class_code == class_code, ScanImage.page == page
        )
        return session.exec(found).one()


def picture(shown: Page) -> bytes:
    found = re.search(r'src="data:image/jpeg;base64,([^"]+)"', shown.source)
    assert found is not None
    return base64.b64decode(found[1])


async def test_from_the_case_to_a_marked_page_and_on_to_the_next(
    office: Office, intake: Intake
) -> None:
    ref = await reading(office)
    house, first = office.staff.house, image(office, "3", 1)
    archivist = await office.browser(office.staff.archivist)
    here = f"/desk/cases/{ref}/scans"
    case = (await archivist.get(f"/desk/cases/{ref}")).source
    assert f'href="{here}/{first}">看数字副本' in case
    shown = await archivist.get(f"{here}/{first}")
    assert shown.status == 200
    assert "周文启、陆知行" in shown.text
    assert "共 2 张" in shown.text
    assert f'href="{here}/{image(office, "3", 2)}">下一页' in shown.source
    assert image(office, "9-1", 1) not in shown.source
    assert " download" not in shown.source
    seen = Image.open(io.BytesIO(picture(shown))).convert("L")
    assert max(seen.size) == 1600
    stored = await kept(house, intake, first)
    # Readers, case, desk and moment are in the pixels.
    assert picture(shown) == marked_view(stored, mark_of(office, ref))
    plain = Image.open(io.BytesIO(stored)).convert("L").resize(seen.size)
    changed = ImageChops.difference(seen, plain).point(lambda it: 255 if it > 25 else 0)
    left, top, right, bottom = changed.getbbox() or (0, 0, 0, 0)
    assert right - left > seen.width * 0.95
    assert bottom - top > seen.height * 0.95
    assert [it.payload["image"] for it in house.log("scan_read")] == [first]
    async with archivist.client.get(f"{here}/{first}") as answer:
        headers = answer.headers
    assert (headers["Cache-Control"], headers["Content-Disposition"]) == ("no-store", "inline")
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert len(house.log("scan_read")) == 2


def mark_of(office: Office, ref: str) -> str:
    house, case = office.staff.house, office.staff.case(ref)
    desk = house.get(Member, office.staff.archivist).number
    at = house.clock.now().astimezone(SHANGHAI)
    return f"周文启、陆知行 {case.number} {desk} {at:%Y-%m-%d %H:%M:%S}"


async def kept(house: House, intake: Intake, ref: str) -> bytes:
    with house.looking() as session:
        found = select(ScanImage.file_id).where(ScanImage.ref == ref)
        file = house.get(StoredFile, session.exec(found).one())
    return await intake.safe.open(file)


async def test_what_is_shut_gets_a_sentence_and_no_picture(office: Office) -> None:
    ref = await reading(office)
    house, here = office.staff.house, f"/desk/cases/{ref}/scans"
    archivist = await office.browser(office.staff.archivist)
    outside = await archivist.get(f"{here}/{image(office, '9-1', 1)}")
    assert outside.status == 409
    assert "审批表没有明确写到这一类" in outside.text
    label = office.staff.labels(ref)[0]
    await house.do(office.staff.archivist, PauseReading(label=label))
    first = f"{here}/{image(office, '3', 1)}"
    paused = await archivist.get(first)
    assert "不在本件查阅中" in paused.text
    assert "/scans/" not in paused.source.partition("<h1")[2]
    dossier = house.all(Dossier)[0]
    dossier.secrecy = Secrecy.SECRET
    house.keep(dossier)
    assert "不看数字副本" in (await archivist.get(first)).text
    assert "base64" not in outside.source + paused.source
    assert house.log("scan_read") == []


async def test_nobody_else_finds_the_page(office: Office) -> None:
    ref = await reading(office, "全卷")
    house, first = office.staff.house, image(office, "3", 1)
    stranger = house.add_member(Role.ARCHIVIST, room=house.add_room())
    staff = office.staff
    for who in (stranger, staff.head, staff.contact, staff.leader):
        page = await (await office.browser(who)).get(f"/desk/cases/{ref}/scans/{first}")
        assert page.status == 404
        assert "看数字副本" not in page.text
    archivist = await office.browser(staff.archivist)
    for odd in ("nothing", "0", "%00", "x" * 300):
        assert (await archivist.get(f"/desk/cases/{ref}/scans/{odd}")).status == 404
    assert (await archivist.get(f"/desk/cases/nothing/scans/{first}")).status == 404
    assert house.log("scan_read") == []


async def test_switched_off_there_is_neither_button_nor_page(office: Office) -> None:
    ref = await reading(office, "全卷")
    house, first = office.staff.house, image(office, "3", 1)
    house.clock.advance(days=400)
    archivist = await office.browser(office.staff.archivist)
    case = await archivist.get(f"/desk/cases/{ref}")
    assert "看数字副本" not in case.text
    assert "数字档案没有启用" in (await archivist.get(f"/desk/cases/{ref}/scans/{first}")).text


async def test_inside_telegram_a_sentence_says_where_it_opens(
    house: House, tmp_path: Path, intake: Intake
) -> None:
    """The launch and the PIN open the desk there, and the case, but no page of a digital copy."""
    staff, here = staff_of(house), "7003"
    a_dossier(staff, DOSSIER)
    switch_on(house)
    who, now = staff.archivist, house.clock.now()
    house.keep(Pin(member_id=who, digest=await pin_digest(PIN, str(who)), set_at=now))
    house.keep(Reach(channel=NAME, member_id=who, address=here, person=here, bound_at=now))
    settings = Settings(data_dir=tmp_path, telegram_token=TOKEN)
    async with AsyncExitStack() as doors:
        server = await doors.enter_async_context(
            a_site(house, tmp_path, intake=intake, settings=settings)
        )
        office = Office(staff, server, doors)
        ref = await reading(office)
        page = f"/desk/cases/{ref}/scans/{image(office, '3', 1)}"
        jar = CookieJar(unsafe=True)
        phone = await doors.enter_async_context(ClientSession(server.make_url("/"), cookie_jar=jar))
        launched = {"launch": a_launch(int(here), now), "pin": PIN}
        assert (await phone.post("/app", data=launched, allow_redirects=False)).status == 303
        answer = await phone.get(page, headers=HTML)
        text = await answer.text()
        assert (answer.status, "不在 Telegram 里打开" in text) == (403, True)
        assert "档案室的电脑上登录案头" in text
        assert "base64" not in text
        assert house.log("scan_read") == []
        assert (await (await office.browser(who)).get(page)).status == 200
