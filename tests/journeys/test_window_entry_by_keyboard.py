"""窗口代录，只用键盘：一页、一次提交，数得清几下键；同名的当场问，填过的都还在。
The window entry by the keyboard alone: one page, one submit, the key presses counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from sqlmodel import Session

import bot.schema  # noqa: F401 — the chat's own tables
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.holdings.terms import index_all
from core.requests.request import Request
from tests.support.browser import browsing
from tests.support.house import a_house
from tests.support.lending_world import World, a_world
from tests.support.served import PIN, served

pytestmark = pytest.mark.browser
MOST_PRESSES = 90


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_house(tmp_path) as house:
        made = a_world(house)
        twice = house.keep(Cadre(name="王小明", unit_id=house.add_unit(made.room), born="1990-01"))
        dossier = house.keep(Dossier(number="GB-00077", cadre_id=twice, room_id=made.room))
        house.keep(Volume(dossier_id=dossier))
        with house.database.writing() as connection, Session(connection) as session:
            index_all(session)
            session.commit()
        yield made


@dataclass
class Keys:
    """A keyboard that counts."""

    page: Page
    presses: int = 0

    async def type(self, text: str) -> None:
        self.presses += len(text)
        await self.page.keyboard.type(text)

    async def press(self, key: str, times: int = 1) -> None:
        self.presses += times
        for _ in range(times):
            await self.page.keyboard.press(key)

    async def to(self, selector: str) -> None:
        """Tab until the field has the focus."""
        for _ in range(40):
            if await self.page.evaluate("s => document.activeElement?.matches(s)", selector):
                return
            await self.press("Tab")
        raise AssertionError(f"Tab never comes to {selector}")


async def fill(keys: Keys, dossier: str, beside: str) -> None:
    await expect(keys.page.locator("#unit")).to_be_focused()
    await keys.type("市财政局")
    await keys.to("#dossiers")
    await keys.type(dossier)
    await keys.to("#purpose")
    await keys.press("ArrowDown")
    await keys.to("#detail")
    await keys.type("职级晋升")
    for n, name in ((1, "李一"), (2, "赵二")):
        await keys.to(f"[name='reader.{n}.name']")
        await keys.type(name)
        for tick in ("personnel", "party"):
            await keys.to(f"[name='reader.{n}.{tick}']")
            await keys.press("Space")
    for tick in ("paper.all", "sign.unit_sign", "sign.room_review"):
        await keys.to(f"[name='{tick}']")
        await keys.press("Space")
    for name, text in (("number", beside), ("pin", PIN if beside else "")):
        await keys.to(f"[name='beside.{name}']")
        await keys.type(text)
    await keys.to("[name='fetched']")
    await keys.press("Space")
    await keys.to("form button.first")
    await keys.press("Enter")


async def test_a_walk_in_is_entered_by_the_keyboard_alone(world: World, tmp_path: Path) -> None:
    async with served(world.house, world.chat, tmp_path) as house, browsing(1280) as (desk,):
        await house.give_pin(world.archivist)
        await house.give_pin(world.head)
        await desk.sign_in(house.url, house.number(world.archivist), PIN)
        await desk.page.goto(f"{house.url}/counter/enter")
        assert await desk.violations() == []
        keys = Keys(desk.page)
        await fill(keys, "GB-00001", house.number(world.head))
        await expect(desk.page.locator(".answer strong")).to_contain_text("办〔2026〕")
        assert await desk.violations() == []
        await expect(desk.page.get_by_role("link", name="打印取档单")).to_be_focused()
        await keys.press("Enter")
        await expect(desk.page.locator("h1").first).to_have_text("取档单")
        print(f"key presses: {keys.presses}")
        assert keys.presses <= MOST_PRESSES
        assert desk.complaints == []
    assert [r.state for r in world.house.all(Request)] == ["ready"]


async def test_namesakes_are_asked_back_and_nothing_typed_is_lost(
    world: World, tmp_path: Path
) -> None:
    async with served(world.house, world.chat, tmp_path) as house, browsing(360) as (desk,):
        await house.give_pin(world.archivist)
        await desk.sign_in(house.url, house.number(world.archivist), PIN)
        page = desk.page
        await page.goto(f"{house.url}/counter/enter")
        keys = Keys(page)
        await fill(keys, "王小明", "")
        await expect(page.get_by_role("group", name="有 2 人")).to_contain_text("1990 年生")
        assert await page.input_value("#detail") == "职级晋升"
        assert await page.is_checked("[name='sign.room_review']")
        assert await desk.violations() == []
        await keys.to("[name='pick.0']")
        await keys.press("ArrowDown")
        await keys.to("form button.first")
        await keys.press("Enter")
        await expect(page.locator(".answer strong")).to_contain_text("办〔2026〕")
        assert desk.complaints == []
    assert len(world.house.all(Request)) == 1
