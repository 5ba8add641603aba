"""手机上办事：360 像素宽也能一路办完；没有控制台报错，无障碍检查干净。

The chat at 360 px in a real Chromium: apply, sign, be kept current; console quiet, axe clean.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from sqlmodel import select

import bot.schema  # noqa: F401 — the chat's own tables
from core.requests.print_form import PrintForm
from core.requests.request import Request
from tests.support.browser import browsing
from tests.support.house import a_house
from tests.support.lending_world import World, a_world
from tests.support.served import PIN, served

pytestmark = pytest.mark.browser


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_house(tmp_path) as house:
        yield a_world(house)


async def _tap(page: Page, label: str) -> None:
    await page.locator("#talk button", has_text=label).last.click()


async def _answer(page: Page, text: str, then: str) -> None:
    await page.fill("#text", text)
    await page.press("#text", "Enter")
    await expect(page.locator("#talk")).to_contain_text(then)


async def _apply(page: Page) -> None:
    await page.click("#menu button[value=申请查档]")
    await expect(page.locator("#talk")).to_contain_text("您要怎样使用档案")
    await _tap(page, "在室查阅")
    await expect(page.locator("#talk")).to_contain_text("查谁的档案")
    await _answer(page, "GB-00001", "用途属于哪一类")
    await _tap(page, "人才引进")
    await expect(page.locator("#talk")).to_contain_text("具体事由")
    await _tap(page, "跳过")
    await expect(page.locator("#talk")).to_contain_text("第一位查阅人")
    await _answer(page, "李一", "第 6 步")
    await _tap(page, "组织人事干部，中共党员")
    await expect(page.locator("#talk")).to_contain_text("第二位查阅人")
    await _answer(page, "赵二", "第 8 步")
    await _tap(page, "组织人事干部，中共党员")
    await expect(page.locator("#talk")).to_contain_text("查哪几类材料")
    await _tap(page, "全卷")
    await expect(page.locator("#talk")).to_contain_text("请核对")
    await _tap(page, "提交")
    await expect(page.locator("#talk")).to_contain_text("已收到")


def _number(world: World) -> str:
    with world.house.looking() as session:
        return session.exec(select(Request.short)).one()


async def test_apply_and_sign_on_two_phones(world: World, tmp_path: Path) -> None:
    async with served(world.house, world.chat, tmp_path) as house, browsing(360, 360) as tabs:
        contact, leader = tabs
        for tab, who in ((contact, world.contact), (leader, world.leader)):
            await house.give_pin(who)
            await tab.sign_in(house.url, house.number(who), PIN)
            await tab.page.goto(f"{house.url}/chat")
        await _apply(contact.page)
        await world.house.do(world.contact, PrintForm(request=world.only_case()))
        await _tap(leader.page, "确认已签批")
        await leader.page.fill("#pin", PIN)
        await leader.page.click("[data-confirm]")
        await expect(contact.page.locator("[data-card]", has_text="单位已签")).to_be_visible()
        await expect(leader.page.locator("#talk")).to_contain_text("已记下")
        # Asked for once more, the card comes last, under the question.
        await leader.page.fill("#text", _number(world))
        await leader.page.press("#text", "Enter")
        await expect(leader.page.locator("#talk > li").last).to_contain_text("单位已签")
        assert await contact.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert await contact.violations() == []
        assert await leader.violations() == []
        assert contact.complaints + leader.complaints == []
