"""聊天里超过 20 MB 的文件：给一个一次性上传页，归到那份清单，断线接着传；用完、过期、别人的都一样回话。
Files above the chat's limit: a one-time upload page for that list, which resumes; a used, an expired,
a foreign and an unknown link are answered alike.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiohttp import FormData

from bot.channels.webchat.chat_message import ChatMessage
from bot.channels.webchat.upload_link import UploadLink, UploadPlace
from bot.channels.webchat.upload_place import HELD_FOR
from bot.web import chat_pictures
from core.collection.picture import Picture
from core.collection.submission import Submission
from core.members.member import Role
from rules.book import load_book
from tests.bot.web.submissions.test_pictures_of_a_list import Upload, a_png
from tests.support.chat import Chat
from tests.support.desk import Office
from tests.support.intake import Intake
from tests.support.web import HTML, Browser, Page

LASTS = timedelta(hours=load_book().periods["upload_link"].value)
BIG = b"\x89PNG" + bytes(chat_pictures.MOST_BYTES)

# aiohttp's own reading of a long form.
pytestmark = pytest.mark.filterwarnings("ignore:unread_data:DeprecationWarning")


@dataclass
class Linked:
    """A contact who sent something too large, and where the chat led."""

    browser: Browser
    path: str

    async def send(self, content: bytes, key: str = "linked") -> Page:
        form = FormData({"csrf": self.browser.csrf, "key": key})
        form.add_field("picture", content, filename="a.png", content_type="image/png")
        return await self.browser.upload(self.path, form)

    async def begin(self, size: int, declared: str = "image/png") -> tuple[int, dict[str, str]]:
        fields = {"csrf": self.browser.csrf, "key": "p", "size": str(size), "type": declared}
        async with self.browser.client.post(f"{self.path}/parts", data=fields) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def submission(office: Office) -> Submission:
    return await Intake(office.staff).listed()


@pytest.fixture
async def linked(office: Office, submission: Submission) -> Linked:
    return await too_large(await office.browser(office.staff.contact), ("big.png", BIG))


async def too_large(browser: Browser, *files: tuple[str, bytes]) -> Linked:
    form = FormData({"csrf": browser.csrf, "key": "album"})
    for name, content in files:
        as_file = io.BufferedReader(io.BytesIO(content))  # type: ignore[arg-type]
        form.add_field("picture", as_file, filename=name, content_type="image/png")
    async with browser.client.post(
        "/chat/pictures", data=form, headers=HTML, allow_redirects=False
    ) as answer:
        assert answer.status == 303
        return Linked(browser, answer.headers["Location"])


async def test_what_is_too_large_leads_to_a_page_for_that_list(
    office: Office, submission: Submission, linked: Linked
) -> None:
    assert linked.path.startswith("/upload/")
    page = await linked.browser.get(linked.path)
    assert (page.status, submission.number in page.text) == (200, True)
    said = await Chat(office.staff.house).last(office.staff.contact)
    assert said.lines[1].startswith("“big.png”：超过 20 MB")
    assert office.staff.house.all(Picture) == []


async def test_only_a_hash_of_the_link_is_kept(office: Office, linked: Linked) -> None:
    house, token = office.staff.house, linked.path.removeprefix("/upload/")
    assert token not in f"{house.all(UploadLink)} {house.all(ChatMessage)}"


async def test_without_script_a_file_is_kept_and_the_link_is_used_up(
    office: Office, submission: Submission, linked: Linked
) -> None:
    assert "这个上传页用完了" in (await linked.send(a_png("one"))).text
    house = office.staff.house
    assert [it.submission_id for it in house.all(Picture)] == [submission.id]
    assert (await Chat(house).last(office.staff.contact)).lines[0] == "收到 1 张。"
    again = await linked.send(a_png("two"), "again")
    assert (again.status, "可能已经传完" in again.text) == (410, True)
    assert len(house.all(Picture)) == 1


async def test_what_is_not_kept_does_not_use_it_up(office: Office, linked: Linked) -> None:
    assert "只收 PDF" in (await linked.send(b"nothing")).text
    assert "没有选文件" in (await nothing_chosen(linked)).text
    assert "这个上传页用完了" in (await linked.send(a_png("one"), "second")).text


async def nothing_chosen(linked: Linked) -> Page:
    form = FormData({"csrf": linked.browser.csrf, "key": "none"})
    form.add_field("picture", b"", filename="", content_type="application/octet-stream")
    return await linked.browser.upload(linked.path, form)


async def test_a_broken_upload_goes_on_and_the_last_byte_uses_the_link_up(
    office: Office, linked: Linked
) -> None:
    content = a_png("大", 400)
    status, begun = await linked.begin(len(content))
    assert status == 201
    upload, half = Upload(linked.browser, begun["upload"]), len(content) // 2
    assert (await upload.send(content[:half], 0))[0] == 200
    assert (await linked.browser.get(linked.path)).status == 200
    assert await upload.offset() == half
    assert (await upload.send(content[half:], half))[1]["kept"] is True
    assert len(office.staff.house.all(Picture)) == 1
    assert (await linked.begin(10))[0] == 409


async def test_of_two_uploads_at_once_by_one_link_one_is_kept(
    office: Office, linked: Linked
) -> None:
    contents = a_png("one"), a_png("two")
    tokens = [(await linked.begin(len(it)))[1]["upload"] for it in contents]
    said = [
        (await Upload(linked.browser, token).send(content, 0))[1]["said"]
        for token, content in zip(tokens, contents, strict=True)
    ]
    assert said[0] == "已收下"
    assert "可能已经传完" in str(said[1])
    assert len(office.staff.house.all(Picture)) == 1


async def test_a_place_that_a_crash_left_held_is_taken_up_by_the_same_file(
    office: Office, linked: Linked
) -> None:
    content = a_png("大", 400)
    token = (await linked.begin(len(content)))[1]["upload"]
    held(office, f"upload:{token}")
    assert "可能已经传完" in (await linked.send(a_png("one"))).text
    assert (await Upload(linked.browser, token).send(content, 0))[1]["kept"] is True
    assert [it.files_left for it in office.staff.house.all(UploadLink)] == [0]
    assert office.staff.house.all(UploadPlace) == []


async def test_a_place_that_nobody_takes_up_again_is_free_in_time(
    office: Office, linked: Linked
) -> None:
    held(office, "lost in a crash")
    assert (await linked.browser.get(linked.path)).status == 200
    office.staff.house.clock.advance(seconds=HELD_FOR.total_seconds())
    assert "这个上传页用完了" in (await linked.send(a_png("one"), "later")).text


def held(office: Office, key: str) -> None:
    """As a process that was killed leaves it."""
    house = office.staff.house
    (link,) = house.all(UploadLink)
    house.keep(UploadPlace(link=link.token_hash, key=key, taken_at=house.clock.now()))


async def test_an_album_with_two_large_files_gets_one_page_for_both(
    office: Office, submission: Submission
) -> None:
    browser = await office.browser(office.staff.contact)
    linked = await too_large(browser, ("a.png", BIG), ("b.png", a_png("b")), ("c.png", BIG))
    assert len(office.staff.house.all(Picture)) == 1
    assert "还可以传 1 个" in (await linked.send(a_png("one"), "k1")).text
    assert "这个上传页用完了" in (await linked.send(a_png("two"), "k2")).text


async def test_used_expired_foreign_and_unknown_links_are_answered_alike(
    office: Office, linked: Linked
) -> None:
    house = office.staff.house
    other = await office.browser(house.add_member(Role.UNIT_CONTACT, unit=office.staff.unit))
    foreign, unknown = await other.get(linked.path), await linked.browser.get("/upload/x")
    (link,) = house.all(UploadLink)
    assert link.expires_at - house.clock.now() == LASTS
    link.expires_at = house.clock.now()
    house.keep(link)
    expired = await linked.browser.get(linked.path)
    assert {foreign.status, unknown.status, expired.status} == {410}
    said = [page.text[page.text.index("没有办成") :] for page in (foreign, unknown, expired)]
    assert all("这个上传页不能用了" in text for text in said)
    assert (await linked.send(a_png("one"))).status == 410
    assert house.all(Picture) == []


async def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(linked: Linked) -> None:
    linked.browser.client.cookie_jar.clear()
    page = await linked.browser.get(linked.path)
    assert (page.status, page.location) == (303, f"/login?next={linked.path}")


async def test_a_form_that_is_not_ours_is_not_read(linked: Linked) -> None:
    linked.browser.csrf = "foreign"
    assert (await linked.send(a_png("one"))).status == 403
