"""一百个来路不正的文件从网页传来：个个有一句话，服务照常，收下的只是洗过的副本。

A hundred hostile files come over HTTP: each gets its sentence, the house goes on, nothing that was
sent lies in the store, and no name that was sent is kept.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.replies.file_reasons import file_sentence
from core.files.limits import Limits
from core.files.stored_file import StoredFile
from tests.core.files.conftest import intake_in, left_behind
from tests.support.counter_case import a_dossier, staff_of
from tests.support.hostile_files import KEPT, UNREADABLE, Hostile, corpus
from tests.support.hostile_form import FORM_TYPE, form_with
from tests.support.house import House
from tests.support.web import a_site, signed_in_client
from tests.support.window import DOSSIER, TICKS, Window

CORPUS = corpus()


@pytest_asyncio.fixture
async def desk(house: House, tmp_path: Path) -> AsyncIterator[Window]:
    staff = staff_of(house)
    a_dossier(staff, DOSSIER)
    intake = intake_in(tmp_path, Limits())
    async with (
        a_site(house, tmp_path, intake=intake) as server,
        signed_in_client(house, server, staff.archivist) as browser,
    ):
        yield Window(staff, browser, server)


def test_there_are_a_hundred() -> None:
    assert len(CORPUS) >= 100
    assert len({(each.make, each.name) for each in CORPUS.values()}) == len(CORPUS)


@pytest.mark.parametrize("answer", sorted({each.answer for each in CORPUS.values()}))
async def test_each_gets_its_sentence_and_the_house_goes_on(
    answer: str, desk: Window, tmp_path: Path
) -> None:
    status = 400 if answer == UNREADABLE else 200
    sent = {title: each for title, each in CORPUS.items() if each.answer == answer}
    case, otherwise = await desk.ready(), {}
    for nth, (title, hostile) in enumerate(sent.items()):
        body = form_with(hostile, "scan", key=str(nth), case=case, **TICKS)
        page = await desk.browser.upload("/counter/form", body, FORM_TYPE)
        if page.status != status or words_for(answer) not in page.text:
            otherwise[title] = (page.status, page.text[:200])
    assert otherwise == {}
    assert (await desk.browser.get("/counter")).status == 200
    only_washed_copies_are_kept(sent if answer == KEPT else {}, desk, tmp_path)


def words_for(answer: str) -> str:
    return {KEPT: "扫描件已收存", UNREADABLE: "收到的内容看不懂，没有执"}.get(
        answer
    ) or file_sentence(answer)


def only_washed_copies_are_kept(sent: dict[str, Hostile], desk: Window, folder: Path) -> None:
    kept, blobs = desk.staff.house.all(StoredFile), left_behind(folder)
    assert len(kept) == len(blobs) == len(sent)
    assert all(set(blob.name) <= set("0123456789abcdef") for blob in blobs)
    beginnings = {hostile.make()[:24] for hostile in sent.values()}
    for blob in blobs:
        sealed = blob.read_bytes()
        assert not any(beginning in sealed for beginning in beginnings)
