"""在案头导入：先核对、看变动，再一次写完；有一处要改就一行不改；随时停下，什么都不留。
Importing at the desk: looked through and compared first, then written as a whole; a cancel leaves nothing.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import FormData
from openpyxl import load_workbook

from bot.web.desk.import_job import KEPT
from core.custody.custody import Custody
from core.holdings.dossier import Dossier
from core.members.member import Role
from tests.support.desk import Office
from tests.support.room_workbook import people, room_workbook
from tests.support.web import Browser, Page

ROSTERS = Path(__file__).parents[3] / "core" / "holdings" / "rosters"


@pytest_asyncio.fixture
async def administrator(office: Office) -> Browser:
    return await office.browser(office.staff.house.add_member(Role.ADMINISTRATOR))


async def chosen(browser: Browser, content: bytes, name: str = "花名册.xlsx") -> Page:
    """The workbook is uploaded, as the page's own form does it; what the page says in the end."""
    form = FormData(quote_fields=False)
    form.add_field("csrf", browser.csrf)
    form.add_field("file", BytesIO(content), filename=name)
    async with browser.client.post("/desk/import", data=form) as answer:
        page = Page(answer.status, await answer.text())
    return await settled(browser, page)


async def settled(browser: Browser, page: Page) -> Page:
    while "看最新进度" in page.source:
        page = await browser.post("/desk/import", press="look")
    return page


def roster(name: str) -> bytes:
    return (ROSTERS / f"roster_{name}.xlsx").read_bytes()


def kept(office: Office) -> int:
    return len(office.staff.house.all(Dossier))


async def test_a_workbook_is_compared_first_and_imported_on_the_second_press(
    office: Office, administrator: Browser
) -> None:
    before = kept(office)
    page = await chosen(administrator, roster("messy"))
    assert "可以导入：花名册.xlsx 新增 300 人" in page.text
    assert kept(office) == before
    done = await settled(administrator, await administrator.post("/desk/import", press="import"))
    assert "已导入 300 人，更新 0 人" in done.text
    assert kept(office) == before + 300


async def test_the_broken_workbook_names_all_twelve_rows_and_changes_nothing(
    office: Office, administrator: Browser
) -> None:
    before = kept(office)
    page = await chosen(administrator, roster("broken"))
    assert "有 12 处需要改" in page.text
    rows = [5, 7, 20, 25, 36, 44, 47, 81, 82, 103, 121, 123]
    assert [row for row in rows if f"花名册 {row} " not in page.text] == []
    again = await administrator.post("/desk/import", press="import")
    assert "有 12 处需要改" in again.text
    assert kept(office) == before


async def test_where_a_whole_column_is_wrong_only_the_first_places_are_shown(
    office: Office, administrator: Browser
) -> None:
    page = await chosen(administrator, room_workbook(people(210, id_number="")))
    assert "有 210 处需要改" in page.text
    assert "只列前 200 处" in page.text
    assert page.source.count("没有填写") == 200


async def test_imported_again_it_shows_what_changed_by_dossier_number(
    office: Office, administrator: Browser
) -> None:
    await imported(administrator, workbook())
    page = await chosen(administrator, workbook(post="副局长"))
    assert "更新 3 人" in page.text
    assert "GB-00001 职务" in page.text
    assert "→ 副局长" in page.text


async def imported(browser: Browser, content: bytes) -> Page:
    await chosen(browser, content)
    return await settled(browser, await browser.post("/desk/import", press="import"))


def workbook(**changed: str) -> bytes:
    return room_workbook(people(3, **changed))


async def test_a_volume_already_out_is_out_from_the_first_day(
    office: Office, administrator: Browser
) -> None:
    out = ["GB-00001", "正本", 1, "市财政局", "2026-11-10", "2026-12-01", "李一"]
    page = await imported(administrator, room_workbook(people(3), 在借=[out]))
    assert "已导入 3 人" in page.text
    (custody,) = office.staff.house.all(Custody)
    assert custody.closed_at is None


async def test_cancelled_before_it_is_written_nothing_is_left(
    office: Office, administrator: Browser
) -> None:
    before = kept(office)
    await chosen(administrator, roster("clean"))
    dropped = await administrator.post("/desk/import", press="cancel")
    assert "选一份工作簿" in dropped.text
    late = await administrator.post("/desk/import", press="import")
    assert "选一份工作簿" in late.text
    assert kept(office) == before


async def test_the_go_ahead_pressed_twice_imports_once(
    office: Office, administrator: Browser
) -> None:
    await chosen(administrator, workbook())
    await administrator.post("/desk/import", press="import")
    done = await settled(administrator, await administrator.post("/desk/import", press="import"))
    assert "已导入 3 人，更新 0 人" in done.text
    assert len(office.staff.house.log("roster_imported")) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "这个文件打不开"),
        (b"not a workbook", "这个文件打不开"),
        (b"0" * (21 * 1024 * 1024), "超过 20 MB"),
    ],
)
async def test_what_is_no_workbook_is_told_in_a_sentence(
    administrator: Browser, content: bytes, said: str
) -> None:
    assert said in (await chosen(administrator, content)).text


async def test_without_a_file_one_is_asked_for(administrator: Browser) -> None:
    page = await chosen(administrator, b"", name="")
    assert "请先选一个文件" in page.text


async def test_a_workbook_left_lying_is_forgotten(office: Office, administrator: Browser) -> None:
    await chosen(administrator, workbook())
    office.staff.house.clock.advance(seconds=KEPT.total_seconds() + 1)
    assert "选一份工作簿" in (await administrator.get("/desk/import")).text


async def test_the_template_is_a_workbook_that_reads(administrator: Browser) -> None:
    async with administrator.client.get("/desk/import/template.xlsx") as answer:
        assert answer.status == 200
        book = load_workbook(BytesIO(await answer.read()))
    assert {"说明", "花名册", "在借"} <= set(book.sheetnames)


@pytest.mark.parametrize("who", ["contact", "archivist", "head"])
async def test_to_everyone_else_there_is_no_such_page(office: Office, who: str) -> None:
    browser = await office.browser(getattr(office.staff, who))
    for path in ("/desk/import", "/desk/import/template.xlsx"):
        assert (await browser.get(path)).status == 404


async def test_a_form_from_elsewhere_is_not_taken(administrator: Browser) -> None:
    form = FormData()
    form.add_field("csrf", "nonsense")
    form.add_field("file", workbook(), filename="a.xlsx")
    async with administrator.client.post("/desk/import", data=form) as answer:
        assert answer.status == 403
    assert "选一份工作簿" in (await administrator.get("/desk/import")).text
