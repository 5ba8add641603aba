"""预审图片：一次多张只回一句，重复和不收的当即说明；断线接着传；只有移交方和档案室能看；办完即销毁。
Pictures of a list: an album is answered once, twins and wrong types at once; a broken upload goes on
where it stopped; only the sender and the room may look; erased when they have served.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import FormData
from PIL import Image, ImageDraw

from bot.replies.file_reasons import file_sentence
from bot.schedule import TABLE
from bot.web.keys import INTAKE, UPLOADS
from core.collection.change_submission import ChangeSubmission
from core.collection.picture import Picture
from core.collection.picture_names import PictureNames
from core.collection.submission import Submission
from core.collection.withdraw_submission import WithdrawSubmission
from core.files.partial import KEPT_FOR
from core.files.stored_file import StoredFile
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.members.member import Role
from tests.support.desk import Office
from tests.support.intake import FORM, REVIEW, Intake
from tests.support.web import Browser, Page


def a_png(text: str, side: int = 60) -> bytes:
    import io

    picture = Image.new("RGB", (side, side), "white")
    ImageDraw.Draw(picture).text((5, 5), text, fill="black")
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()


async def album(
    browser: Browser, ref: str, *files: tuple[str, bytes, str], serial: int = 0
) -> Page:
    form = FormData({"csrf": browser.csrf, "key": f"album-{len(files)}", "serial": str(serial)})
    for name, content, kind in files:
        form.add_field("picture", content, filename=name, content_type=kind)
    return await browser.upload(f"/desk/submissions/{ref}/pictures", form)


@pytest.fixture
async def submission(office: Office) -> Submission:
    return await Intake(office.staff).listed(REVIEW, FORM)


@pytest.fixture
async def browser(office: Office) -> Browser:
    return await office.browser(office.staff.contact)


async def test_an_album_is_answered_once_and_what_was_not_kept_says_why(
    office: Office, browser: Browser, submission: Submission
) -> None:
    one, two = a_png("一"), a_png("two")
    page = await album(
        browser,
        submission.ref,
        ("1.png", one, "image/png"),
        ("2.png", two, "image/png"),
        ("again.png", one, "image/png"),
        ("voice.mp3", b"ID3 not a picture", "audio/mpeg"),
    )
    assert "收到 2 张。" in page.text
    assert "“again.png”没有收下：这张已经传过了" in page.text
    assert "“voice.mp3”没有收下：只收 PDF" in page.text
    assert len(office.staff.house.all(Picture)) == 2


async def test_a_picture_belongs_to_its_line_even_after_a_change(
    office: Office, browser: Browser, submission: Submission
) -> None:
    await album(browser, submission.ref, ("1.png", a_png("一"), "image/png"), serial=2)
    house = office.staff.house
    change = ChangeSubmission(
        submission=submission.ref, seen_version=submission.version, pieces=(FORM, REVIEW)
    )
    assert (await house.do(office.staff.contact, change)).done
    page = await browser.get(f"/desk/submissions/{submission.ref}")
    assert "第 1 张，清单第 2 件" in page.text


async def test_only_the_sender_and_the_room_may_look(
    office: Office, browser: Browser, submission: Submission
) -> None:
    await album(browser, submission.ref, ("1.png", a_png("一"), "image/png"))
    path = f"/desk/submissions/{submission.ref}/pictures/1"
    async with browser.client.get(path) as shown:
        assert (shown.status, shown.content_type) == (200, "image/png")
        assert shown.headers["Cache-Control"] == "no-store"
    house = office.staff.house
    archivist = await office.browser(office.staff.archivist)
    async with archivist.client.get(path) as shown:
        assert shown.status == 200
    elsewhere = house.add_unit(office.staff.room)
    stranger = await office.browser(house.add_member(Role.UNIT_CONTACT, unit=elsewhere))
    assert (await stranger.get(path)).status == 404


async def test_a_form_that_is_not_ours_is_not_read(
    browser: Browser, submission: Submission
) -> None:
    browser.csrf = "foreign"
    page = await album(browser, submission.ref, ("1.png", a_png("一"), "image/png"))
    assert page.status == 403


async def test_what_was_withdrawn_or_taken_back_cannot_be_opened_any_more(
    office: Office, browser: Browser, submission: Submission
) -> None:
    one, two = ("1.png", a_png("一"), "image/png"), ("2.png", a_png("two"), "image/png")
    await album(browser, submission.ref, one, two)
    path = f"/desk/submissions/{submission.ref}"
    taken = await browser.post(path, {"press": "take_back", "place": "1"})
    assert "这一张已经销毁" in taken.text
    assert (await browser.get(f"{path}/pictures/1")).status == 404
    house = office.staff.house
    withdrawn = WithdrawSubmission(submission=submission.ref, seen_version=submission.version)
    assert (await house.do(office.staff.contact, withdrawn)).done
    assert (await browser.get(f"{path}/pictures/2")).status == 404
    assert {row.state for row in house.all(StoredFile)} == {"erased"}
    assert all(row.wrapped_key == b"" for row in house.all(StoredFile))


class Upload:
    """A large file on its way, part by part."""

    def __init__(self, browser: Browser, token: str) -> None:
        self.browser, self.url = browser, f"/uploads/{token}"

    async def send(
        self, data: bytes, offset: int, name: str = "a.png"
    ) -> tuple[int, dict[str, object]]:
        headers = {"X-Danggui-Csrf": self.browser.csrf, "Upload-Offset": str(offset)}
        headers["Upload-Name"] = quote(name)
        async with self.browser.client.patch(self.url, data=data, headers=headers) as answer:
            return answer.status, await answer.json()

    async def offset(self) -> int:
        async with self.browser.client.get(self.url) as answer:
            return int((await answer.json())["offset"])


async def begun(browser: Browser, ref: str, content: bytes) -> Upload:
    fields = {"csrf": browser.csrf, "key": "up", "size": str(len(content)), "type": "image/png"}
    url = f"/desk/submissions/{ref}/uploads"
    async with browser.client.post(url, data=fields) as answer:
        assert answer.status == 201
        return Upload(browser, str((await answer.json())["upload"]))


async def test_a_broken_upload_goes_on_where_it_stopped(
    office: Office, browser: Browser, submission: Submission
) -> None:
    content = a_png("大", 400)
    (cadre, *_), (dossier, *_) = office.staff.house.all(Cadre), office.staff.house.all(Dossier)
    upload = await begun(browser, submission.ref, content)
    half = len(content) // 2
    assert (await upload.send(content[:half], 0))[0] == 200
    assert await upload.offset() == half
    wrong = await upload.send(content, 0)
    assert wrong == (409, {"offset": half})
    status, told = await upload.send(content[half:], half, f"{cadre.name}考核表.png")
    assert (status, told["kept"], told["said"]) == (200, True, "已收下")
    assert len(office.staff.house.all(Picture)) == 1
    assert [it.dossier_id for it in office.staff.house.all(PictureNames)] == [dossier.id]


async def test_what_is_on_the_disk_meanwhile_nobody_but_its_sender_can_read(
    office: Office, browser: Browser, submission: Submission, tmp_path: Path
) -> None:
    content = a_png("大", 400)
    upload = await begun(browser, submission.ref, content)
    await upload.send(content[:600], 0)
    (part,) = (tmp_path / "quarantine" / "parts").iterdir()
    assert upload.url.rpartition("/")[2] not in part.name
    assert content[:8] not in part.read_bytes()
    assert part.stat().st_mode & 0o77 == 0
    assert (await upload.send(content[600:], 600))[1]["kept"] is True
    assert list(part.parent.iterdir()) == []


async def test_what_nobody_goes_on_with_is_swept_by_the_clock(
    office: Office, browser: Browser, submission: Submission
) -> None:
    house, app = office.staff.house, office.server.app
    await begun(browser, submission.ref, a_png("大"))
    (job,) = [what for name, _, what in TABLE if name == "old_parts"]
    opened: Any = SimpleNamespace(intake=app[INTAKE], dispatch=house.dispatch)
    await job(opened)
    assert len(list(app[UPLOADS].folder.iterdir())) == 1
    house.clock.advance(seconds=KEPT_FOR.total_seconds() + 1)
    await job(opened)
    assert list(app[UPLOADS].folder.iterdir()) == []


async def test_when_only_the_answer_was_lost_the_picture_is_not_kept_twice(
    office: Office, browser: Browser, submission: Submission
) -> None:
    content = a_png("大", 400)
    upload = await begun(browser, submission.ref, content)
    parts = office.server.app[UPLOADS]
    await upload.send(content[:100], 0)
    (before,) = parts.folder.iterdir()
    kept = before.read_bytes()
    assert (await upload.send(content[100:], 100))[1]["kept"] is True
    # As if the house had been killed between the commit and the answer.
    before.write_bytes(kept)
    now = office.staff.house.clock.now().timestamp()
    os.utime(before, (now, now))
    status, told = await upload.send(content[100:], 100)
    assert (status, told["kept"], told["said"]) == (200, True, "已收下")
    assert len(office.staff.house.all(Picture)) == 1


async def test_an_empty_file_is_said_to_be_empty(browser: Browser, submission: Submission) -> None:
    fields = {"csrf": browser.csrf, "key": "up", "size": "0", "type": "image/png"}
    url = f"/desk/submissions/{submission.ref}/uploads"
    async with browser.client.post(url, data=fields) as answer:
        assert (answer.status, (await answer.json())["message"]) == (400, file_sentence("empty"))


async def test_a_foreign_upload_is_none(
    office: Office, browser: Browser, submission: Submission
) -> None:
    upload = await begun(browser, submission.ref, a_png("大"))
    other = await office.browser(office.staff.archivist)
    async with other.client.get(upload.url) as answer:
        assert answer.status == 404


async def test_too_large_a_file_is_said_before_it_is_sent(
    browser: Browser, submission: Submission
) -> None:
    fields = {"csrf": browser.csrf, "key": "up", "size": "999999999", "type": "image/png"}
    url = f"/desk/submissions/{submission.ref}/uploads"
    async with browser.client.post(url, data=fields) as answer:
        assert answer.status == 413
