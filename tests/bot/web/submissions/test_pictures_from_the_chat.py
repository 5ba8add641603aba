"""聊天里传预审图片：一次多张只回一句，收到几张、哪张没收下；没有清单就新开一份；不是联络员的告知怎样送。
Pictures from the chat page: an album is one submission with one answer; no list yet begins one.
"""

from __future__ import annotations

import pytest
from aiohttp import FormData

from core.collection.picture import Picture
from core.collection.submission import Submission
from tests.bot.web.submissions.test_pictures_of_a_list import a_png
from tests.support.chat import Chat
from tests.support.desk import Office
from tests.support.intake import Intake
from tests.support.web import Browser


async def send(browser: Browser, *files: tuple[str, bytes], key: str = "album") -> None:
    form = FormData({"csrf": browser.csrf, "key": key})
    for name, content in files:
        form.add_field("picture", content, filename=name, content_type="image/png")
    assert (await browser.upload("/chat/pictures", form)).status == 200


@pytest.fixture
async def browser(office: Office) -> Browser:
    return await office.browser(office.staff.contact)


async def test_an_album_gets_one_answer_and_a_list_of_its_own(
    office: Office, browser: Browser
) -> None:
    await send(browser, ("1.png", a_png("one")), ("2.png", a_png("two")), ("3.png", b"nothing"))
    house = office.staff.house
    (submission,) = house.all(Submission)
    assert len(house.all(Picture)) == 2
    said = await Chat(house).last(office.staff.contact)
    assert said.lines[0] == "收到 2 张，1 张没有收下。"
    assert said.lines[1].startswith("“3.png”：只收 PDF")
    assert f"/desk/submissions/{submission.ref}" in (await browser.get("/chat")).source


async def test_later_parts_join_the_open_list_and_a_twin_is_said_at_once(
    office: Office, browser: Browser
) -> None:
    listed = await Intake(office.staff).listed()
    await send(browser, ("1.png", a_png("one")))
    await send(browser, ("again.png", a_png("one")), ("2.png", a_png("two")), key="album-2")
    house = office.staff.house
    assert {it.submission_id for it in house.all(Picture)} == {listed.id}
    said = await Chat(house).last(office.staff.contact)
    assert said.lines[:2] == [
        "收到 1 张，1 张没有收下。",
        "“again.png”：这张已经传过了，没有重复保存。",
    ]


async def test_whoever_is_no_contact_is_told_how_material_comes_in(office: Office) -> None:
    leader = await office.browser(office.staff.leader)
    assert "传预审图片" not in (await leader.get("/chat")).text
    await send(leader, ("1.png", a_png("one")))
    assert office.staff.house.all(Picture) == []
    said = await Chat(office.staff.house).last(office.staff.leader)
    assert "一式两份" in said.text
