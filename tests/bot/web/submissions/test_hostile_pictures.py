"""一百个来路不正的文件当作预审图片传来：个个有一句话，清单页照常，收下的只是洗过的副本。

The hundred hostile files as pictures of a list: each gets its sentence, the page goes on, and
nothing that was sent lies in the store.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.replies.file_reasons import file_sentence
from core.collection.picture import Picture
from core.files.stored_file import StoredFile
from tests.support.desk import Office
from tests.support.hostile_files import KEPT, UNREADABLE, Hostile, corpus
from tests.support.hostile_form import FORM_TYPE, form_with
from tests.support.intake import FORM, REVIEW, Intake

CORPUS = corpus()
SAID = {KEPT: ("收到 1 张。", "这张已经传过了"), UNREADABLE: ("收到的内容看不懂，没有执",)}


@pytest.mark.parametrize("answer", sorted({each.answer for each in CORPUS.values()}))
async def test_each_gets_its_sentence_and_only_washed_copies_are_kept(
    answer: str, office: Office, tmp_path: Path
) -> None:
    submission = await Intake(office.staff).listed(REVIEW, FORM)
    browser = await office.browser(office.staff.contact)
    path, said = f"/desk/submissions/{submission.ref}", SAID.get(answer) or (file_sentence(answer),)
    sent = {title: each for title, each in CORPUS.items() if each.answer == answer}
    otherwise = {}
    for nth, (title, hostile) in enumerate(sent.items()):
        fields = {"csrf": browser.csrf, "key": str(nth), "serial": "0"}
        body = form_with(hostile, "picture", **fields)
        page = await browser.upload(f"{path}/pictures", body, FORM_TYPE)
        if not any(each in page.text for each in said):
            otherwise[title] = (page.status, page.text[:200])
    assert otherwise == {}
    assert (await browser.get(path)).status == 200
    house = office.staff.house
    assert len(house.all(StoredFile)) == len(house.all(Picture))
    assert answer == KEPT or house.all(StoredFile) == []
    only_washed_copies(sent, len(house.all(StoredFile)), tmp_path)


def only_washed_copies(sent: dict[str, Hostile], kept: int, folder: Path) -> None:
    beginnings = {hostile.make()[:24] for hostile in sent.values()} - {b""}
    blobs = [each for each in folder.rglob("*") if each.parent.parent.name == "blobs"]
    assert len(blobs) == kept
    for blob in blobs:
        assert not any(beginning in blob.read_bytes() for beginning in beginnings)
