"""上传到一半整个服务被杀（kill -9）：没有半条记录，没有能打开的半个文件；重启后断点续传从收到的地方接着传。

The whole house is killed in the middle of an upload: no row, no file that could be served, nothing
in quarantine but the parts; after the restart the parts go on with what was acknowledged.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession, FormData

from bot.clock import SystemClock
from core.collection.picture import Picture
from core.files.stored_file import StoredFile
from core.ids import opaque
from core.members.codes import new_token, token_hash
from core.members.sign_in import NewSession, SignIn
from tests.bot.web.submissions.test_pictures_of_a_list import Upload
from tests.core.files.made_files import saved, scan
from tests.support.clock import FixedClock
from tests.support.counter_case import Staff, staff_of
from tests.support.house import House
from tests.support.intake import FORM, REVIEW, Intake
from tests.support.served_house import Server
from tests.support.web import Browser

# Noise, so that it comes in many pieces.
CONTENT = saved(scan(900, 900), "PNG")
HALF = len(CONTENT) // 2


@pytest.fixture
def staff(sqlite_house_url: str) -> Iterator[Staff]:
    house = House(sqlite_house_url, clock=FixedClock(SystemClock().now()))
    yield staff_of(house)
    house.close()


async def test_nothing_half_is_left_and_the_parts_go_on(staff: Staff, tmp_path: Path) -> None:
    submission = await Intake(staff).listed(REVIEW, FORM)
    path, cookies = f"/desk/submissions/{submission.ref}", await signed_in(staff)
    async with AsyncExitStack() as doors:
        first = await started(staff, tmp_path)
        browser = await a_browser(doors, first, cookies)
        upload = await begun(browser, path)
        assert (await upload.send(CONTENT[:HALF], 0))[0] == 200
        album = asyncio.create_task(send_album(browser, path))
        part = asyncio.create_task(send_part(browser, upload))
        await arrived(first, upload)
        first.process.send_signal(signal.SIGKILL)
        first.process.wait(timeout=30)
        await asyncio.gather(album, part)
    nothing_was_kept(staff, tmp_path)
    async with AsyncExitStack() as doors:
        second = await started(staff, tmp_path)
        browser = await a_browser(doors, second, cookies)
        nothing_was_kept(staff, tmp_path)
        assert (await browser.get(path)).status == 200
        again = Upload(browser, upload.url.rpartition("/")[2])
        offset = await again.offset()
        assert HALF < offset < len(CONTENT)
        status, told = await again.send(CONTENT[offset:], offset)
        assert (status, told["kept"]) == (200, True), told
        second.stop()
    assert [it.media_type for it in staff.house.all(StoredFile)] == ["image/png"]
    assert len(staff.house.all(Picture)) == 1
    assert in_quarantine(tmp_path) == []


def nothing_was_kept(staff: Staff, folder: Path) -> None:
    """Of a half file there is no row, no blob, and in quarantine the parts alone, unreadable."""
    assert staff.house.all(StoredFile) == staff.house.all(Picture) == []
    assert [it for it in (folder / "data" / "blobs").rglob("*") if it.is_file()] == []
    (part,) = in_quarantine(folder)
    assert CONTENT[:64] not in part.read_bytes()


def in_quarantine(folder: Path) -> list[Path]:
    return [it for it in (folder / "data" / "quarantine").rglob("*") if it.is_file()]


async def started(staff: Staff, folder: Path) -> Server:
    server = Server(staff.house, folder, {}, "")
    await asyncio.to_thread(server.wait)
    return server


async def signed_in(staff: Staff) -> tuple[str, str]:
    """The contact's cookie and csrf text: they outlive the process, as the session's row does."""
    secret, csrf = new_token(), opaque(24)
    session = NewSession(token_hash=token_hash(secret), csrf=csrf, device="测试浏览器")
    assert (await staff.house.do(staff.contact, SignIn(session=session))).done
    return secret, csrf


async def a_browser(doors: AsyncExitStack, server: Server, cookies: tuple[str, str]) -> Browser:
    secret, csrf = cookies
    at = f"http://127.0.0.1:{server.port}"
    client = ClientSession(at, headers={"Cookie": f"danggui={secret}"})
    return Browser(await doors.enter_async_context(client), csrf)


async def begun(browser: Browser, path: str) -> Upload:
    fields = {"csrf": browser.csrf, "key": "up", "size": str(len(CONTENT)), "type": "image/png"}
    async with browser.client.post(f"{path}/uploads", data=fields) as answer:
        assert answer.status == 201
        return Upload(browser, str((await answer.json())["upload"]))


async def send_album(browser: Browser, path: str) -> None:
    """A plain form whose file never comes to its end."""
    form = FormData({"csrf": browser.csrf, "key": "album", "serial": "0"})
    form.add_field("picture", half(CONTENT[:HALF]), filename="1.png", content_type="image/png")
    with suppress(ClientError):
        await browser.client.post(f"{path}/pictures", data=form)


async def send_part(browser: Browser, upload: Upload) -> None:
    headers = {"X-Danggui-Csrf": browser.csrf, "Upload-Offset": str(HALF)}
    rest = CONTENT[HALF : HALF + HALF // 2]
    with suppress(ClientError):
        await browser.client.patch(upload.url, data=half(rest), headers=headers)


async def half(content: bytes) -> AsyncIterator[bytes]:
    yield content
    await asyncio.Event().wait()


async def arrived(server: Server, upload: Upload) -> None:
    """Wait until bytes of both have come: of the form into a nameless file, of the part behind it."""
    async with asyncio.timeout(60):
        # The other process cannot wake us.
        while not (nameless(server.process.pid) and await upload.offset() > HALF):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def nameless(pid: int) -> bool:
    """Whether the process holds a file in quarantine that has no name and is not empty."""
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            is_one = "/quarantine/" in os.readlink(one) and "(deleted)" in os.readlink(one)
            if is_one and one.stat().st_size:
                return True
    return False
