"""窗口一次办完：扫码枪、证件、审批表、出库、归还、清点；全程没有报错，无障碍检查干净。

The counter at desk width in a real Chromium, with a scanner gun's typing: out and back in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

import bot.schema  # noqa: F401 — the chat's own tables
from core.requests.request import Request
from tests.support.browser import browsing
from tests.support.house import a_house
from tests.support.lending_world import World, a_world
from tests.support.served import PIN, served
from tests.support.to_the_counter import a_code, a_ready_case, label_of

pytestmark = pytest.mark.browser


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_house(tmp_path) as house:
        yield a_world(house)


async def _scan(page: Page, text: str, then: str) -> None:
    """A gun types fast and ends with Enter, wherever the cursor is."""
    await page.focus("#scan")
    await page.keyboard.type(text, delay=4)
    await page.keyboard.press("Enter")
    await expect(page.locator("#result")).to_contain_text(then)


async def _press(page: Page, label: str, then: str) -> None:
    await page.get_by_role("button", name=label, exact=True).click()
    await expect(page.locator("#result")).to_contain_text(then)


async def test_out_and_back_in_one_sitting(world: World, tmp_path: Path) -> None:
    ref = await a_ready_case(world)
    code, label = await a_code(world, ref), label_of(world)
    async with served(world.house, world.chat, tmp_path) as house, browsing(1280) as (desk,):
        await house.give_pin(world.archivist)
        await desk.sign_in(house.url, house.number(world.archivist), PIN)
        page = desk.page
        await page.goto(f"{house.url}/counter")
        await _scan(page, code, "取档码有效")
        await _press(page, "出库交接", "先不要出库")
        assert await page.locator("#result .refusal li").count() >= 2
        for reader in (1, 2):
            await page.check(f"[name='reader.{reader}.seen']")
            await page.fill(f"[name='reader.{reader}.last4']", f"207{reader}")
        for tick in ("signature", "seal", "date", "agrees", "party", "avoidance"):
            await page.check(f"[name='form.{tick}']")
        await _scan(page, label, "对上了")
        assert await desk.violations() == []
        await _press(page, "出库交接", "可以出库")
        await _scan(page, label, "清点")
        assert await desk.violations() == []
        await _count(page)
        await _press(page, "核对无误", "请放回原位")
        assert desk.complaints == []
    assert world.house.all(Request)[0].state == "closed"


async def _count(page: Page) -> None:
    await page.locator("[name=returner]").first.check()
    for tick in await page.locator("[name^='count.']").all():
        await tick.check()
