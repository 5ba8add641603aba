"""一百个来路不正的文件去敲别的门：导入工作簿、任免审批表文件、上传页和断点续传。
个个有一句话，服务照常，收下的只是洗过的副本。

The hundred hostile files at the other doors: each gets its sentence, none is a fault, and only
washed copies are kept.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.channels.webchat.upload_link import upload_link
from bot.replies.file_reasons import file_sentence
from bot.web.gaps.form_file import WHY
from core.collection.picture import Picture
from core.files.stored_file import StoredFile
from core.holdings.cadre import Cadre
from core.members.member import Role
from tests.bot.web.submissions.test_pictures_of_a_list import Upload
from tests.bot.web.submissions.test_upload_page_from_the_chat import LASTS, Linked
from tests.core.files.conftest import left_behind
from tests.support.desk import DOSSIER, Office
from tests.support.hostile_files import KEPT, UNREADABLE, Hostile, corpus
from tests.support.hostile_form import FORM_TYPE, form_with
from tests.support.intake import FORM, REVIEW, Intake
from tests.support.web import Browser

CORPUS = corpus()
UNREAD = "收到的内容看不懂，没有执行"
NO_WORKBOOK = ("这个文件打不开，可能不是表格或已损坏", "这个文件超过")
WASHED = ("已收下", "这张已经传过了，没有重复保存。")
AT_A_TIME = 3  # of one member; more than four would push each other out
# What is told from the first bytes: for these the plain form of the upload page is asked too.
AT_ONCE = {"empty", "unknown_type", "type_mismatch", UNREADABLE}

# aiohttp's own reading of a form that is longer than what is wanted of it.
pytestmark = pytest.mark.filterwarnings("ignore:unread_data:DeprecationWarning")


async def knocked(browser: Browser, path: str, field: str, said: tuple[str, ...]) -> dict[str, str]:
    """What was answered with anything but one of these sentences, by what is wrong with the file."""
    otherwise = {}
    for nth, (title, hostile) in enumerate(CORPUS.items()):
        body = form_with(hostile, field, csrf=browser.csrf, key=f"knock-{nth}")
        page = await browser.upload(path, body, FORM_TYPE)
        wanted = (UNREAD,) if hostile.answer == UNREADABLE else said
        if not any(it in page.text for it in wanted) or page.status not in (200, 400):
            otherwise[title] = f"{page.status} {page.text[-600:]}"
    return otherwise


async def test_none_is_a_workbook(office: Office) -> None:
    house, before = office.staff.house, len(office.staff.house.all(Cadre))
    browser = await office.browser(house.add_member(Role.ADMINISTRATOR))
    assert await knocked(browser, "/desk/import", "file", NO_WORKBOOK) == {}
    assert (await browser.get("/desk/import")).status == 200
    assert len(house.all(Cadre)) == before


async def test_none_is_a_form_of_a_cadre(office: Office) -> None:
    browser = await office.browser(office.staff.archivist)
    path = f"/desk/gaps/{DOSSIER}/form-file"
    assert await knocked(browser, path, "file", tuple(WHY.values())) == {}
    assert (await browser.get(f"/desk/gaps/{DOSSIER}")).status == 200


async def test_in_parts_each_gets_its_sentence_and_only_washed_copies_are_kept(
    office: Office, tmp_path: Path
) -> None:
    linked, places = await a_link(office), asyncio.Semaphore(AT_A_TIME)

    async def told(hostile: Hostile) -> str:
        async with places:
            return await in_parts(linked, hostile)

    answers = await asyncio.gather(*map(told, CORPUS.values()))
    said = dict(zip(CORPUS, answers, strict=True))
    otherwise = {it: said[it] for it in said if said[it] not in sentences(CORPUS[it].answer)}
    assert otherwise == {}
    house = office.staff.house
    assert len(house.all(StoredFile)) == len(house.all(Picture)) == len(left_behind(tmp_path))
    beginnings = {it[:24] for it in (each.make() for each in CORPUS.values()) if len(it) > 8}
    for blob in left_behind(tmp_path):
        assert not any(it in blob.read_bytes() for it in beginnings)


async def test_the_plain_form_of_the_upload_page_says_it_too(office: Office) -> None:
    linked, otherwise = await a_link(office), {}
    sent = {title: it for title, it in CORPUS.items() if it.answer in AT_ONCE}
    for nth, (title, hostile) in enumerate(sent.items()):
        fields = {"csrf": linked.browser.csrf, "key": f"plain-{nth}"}
        body = form_with(hostile, "picture", **fields)
        page = await linked.browser.upload(linked.path, body, FORM_TYPE)
        wanted = UNREAD if hostile.answer == UNREADABLE else file_sentence(hostile.answer)
        if wanted not in page.text:
            otherwise[title] = page.text[-300:]
    assert otherwise == {}
    assert office.staff.house.all(StoredFile) == []
    assert (await linked.browser.get(linked.path)).status == 200


async def a_link(office: Office) -> Linked:
    """An upload page that is good for all of them."""
    house, contact = office.staff.house, office.staff.contact
    submission = await Intake(office.staff).listed(REVIEW, FORM)
    about, now = (submission.ref, len(CORPUS)), house.clock.now()
    path = await house.dispatch.work(lambda s: upload_link(s, about, contact, now, LASTS))
    return Linked(await office.browser(contact), path)


async def in_parts(linked: Linked, hostile: Hostile) -> str:
    content = hostile.make()
    status, begun = await linked.begin(len(content), hostile.declared)
    if status != 201:
        return begun["message"]
    upload = Upload(linked.browser, begun["upload"])
    half = len(content) // 2
    if half:
        await upload.send(content[:half], 0, hostile.name)
    status, told = await upload.send(content[half:], half, hostile.name)
    return str(told.get("said", status))


def sentences(answer: str) -> tuple[str, ...]:
    """A name that breaks a form breaks nothing here: the file is as good as any."""
    return WASHED if answer in (KEPT, UNREADABLE) else (file_sentence(answer),)
