"""档案检索页：一眼看清在哪、从何时起、在谁手里；同名要提醒；不归他管的人看不到这个页面。

The search page: where it is in one look; namesakes are pointed out; for others there is no page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from sqlmodel import Session

import bot.schema  # noqa: F401 — the chat's own tables
from bot.web import app, search_page
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.holdings.terms import index_all
from core.members.member import Role
from tests.support.counter_case import Staff, a_dossier, staff_of
from tests.support.house import House, a_house
from tests.support.web import Browser, Page, a_site, signed_in_client


@dataclass(frozen=True, slots=True)
class Desk:
    """The archivist's browser at the desk."""

    staff: Staff
    server: TestServer
    browser: Browser

    async def search(self, text: str) -> Page:
        return await self.browser.post("/desk/search", q=text)


def index(house: House) -> None:
    with house.database.writing() as connection, Session(connection) as session:
        index_all(session)
        session.commit()


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staff]:
    with a_house(tmp_path) as house:
        staff = staff_of(house)
        a_dossier(staff, "DW-0412", name="程望舒")
        index(house)
        yield staff


@pytest.fixture(autouse=True)
def routed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's own routes, once."""
    had = {(route.method, route.path) for route in app.ROUTES}
    own = [r for r in search_page.routes if (r.method, r.path) not in had]
    monkeypatch.setattr(app, "ROUTES", [*app.ROUTES, *own])


@pytest_asyncio.fixture
async def desk(staff: Staff, tmp_path: Path) -> AsyncIterator[Desk]:
    async with (
        a_site(staff.house, tmp_path) as server,
        signed_in_client(staff.house, server, staff.archivist) as browser,
    ):
        yield Desk(staff, server, browser)


async def test_the_page_asks_what_to_look_for(desk: Desk) -> None:
    page = await desk.browser.get("/desk/search")
    assert page.status == 200
    assert "拼音首字母" in page.text
    assert desk.staff.house.log("holdings_searched") == []


async def test_a_volume_in_store_is_told_with_its_slot(desk: Desk) -> None:
    page = await desk.search("望舒")
    for words in ("程望舒", "DW-0412", "在库", "库位 DW-0412-01", "正本 第 1 卷"):
        assert words in page.text


async def test_a_link_with_a_number_answers_too(desk: Desk) -> None:
    assert "程望舒" in (await desk.browser.get("/desk/search?q=DW-0412")).text


async def test_every_search_is_logged_before_it_is_shown(desk: Desk) -> None:
    await desk.search("程望舒")
    await desk.search("cws")
    kinds = [entry.payload["by"] for entry in desk.staff.house.log("holdings_searched")]
    assert kinds == ["name", "initials"]


async def test_the_name_stands_in_no_address(desk: Desk) -> None:
    page = await desk.search("程望舒")
    assert 'method="post" action="/desk/search"' in page.source
    assert "q=程望舒" not in page.source


async def test_namesakes_are_pointed_out_with_unit_and_year(desk: Desk) -> None:
    staff = desk.staff
    other = staff.house.add_unit(staff.room, "市林业局")
    cadre = staff.house.keep(Cadre(name="程望舒", unit_id=other, born="1971-05"))
    staff.house.keep(Dossier(number="DW-0999", cadre_id=cadre, room_id=staff.room))
    index(staff.house)
    page = await desk.search("DW-0412")
    assert "有 2 人同名" in page.text
    both = await desk.search("程望舒")
    assert "市林业局 1971 年生" in both.text
    assert "出生年份未登记" in both.text


async def test_nothing_found_says_how_else_to_ask(desk: Desk) -> None:
    assert "没有找到" in (await desk.search("孙无极")).text


async def test_too_long_a_text_is_asked_for_again(desk: Desk) -> None:
    page = await desk.search("王" * 41)
    assert page.status == 409
    assert "1 到 40 个字" in page.text


async def test_a_flagged_dossier_is_the_heads_alone(desk: Desk) -> None:
    staff = desk.staff
    cadre = staff.house.keep(Cadre(name="孙无极", unit_id=staff.unit))
    staff.house.keep(
        Dossier(number="DW-7", cadre_id=cadre, room_id=staff.room, secrecy=Secrecy.SECRET)
    )
    index(staff.house)
    assert "没有找到" in (await desk.search("孙无极")).text
    async with signed_in_client(staff.house, desk.server, staff.head) as head:
        page = await head.post("/desk/search", q="孙无极")
    assert "DW-7" in page.text
    assert "定有密级" in page.text


async def test_a_name_is_text_and_never_markup(desk: Desk) -> None:
    page = await desk.search("<b>程</b>")
    assert "<b>程" not in page.source


@pytest.mark.parametrize("who", ["contact", "leader"])
async def test_for_people_outside_the_room_there_is_no_page(desk: Desk, who: str) -> None:
    member = getattr(desk.staff, who)
    async with signed_in_client(desk.staff.house, desk.server, member) as browser:
        assert (await browser.get("/desk/search")).status == 404
        assert (await browser.post("/desk/search", q="程望舒")).status == 404


async def test_for_officers_there_is_no_page(desk: Desk) -> None:
    officer = desk.staff.house.add_member(Role.AUDITOR)
    async with signed_in_client(desk.staff.house, desk.server, officer) as browser:
        assert (await browser.get("/desk/search?q=DW-0412")).status == 404
