"""Telegram 里的页面：启动数据在 # 后面由我们自己的脚本读，扫码用 Telegram 自己的扫码窗，360 像素 axe 干净。

Inside Telegram's web view, played by a bridge of the same shape; no script comes from anywhere else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.async_api import expect

from bot.channels.telegram.rows import NAME, LinkPurpose, TelegramLink
from bot.settings import Settings
from bot.story.bot_api import TOKEN
from core.members.codes import new_token, token_hash
from core.members.pins import pin_digest
from core.members.proofs import Pin
from core.outbox.reach import Reach
from tests.support.browser import Tab, a_browser
from tests.support.house import House, a_house
from tests.support.launch import a_launch
from tests.support.lending import Lending, a_case
from tests.support.web import a_site

pytestmark = pytest.mark.browser
PIN, PERSON = "274913", 7003
# What Telegram's apps put into a page: whatever the page says is kept for the test to read.
BRIDGE = """window.said = []; window.TelegramWebviewProxy = {
  postEvent(event, data) { window.said.push([event, data]); } };"""


@asynccontextmanager
async def a_phone(lending: Lending, folder: Path, bridge: str = "") -> AsyncIterator[Phone]:
    settings = Settings(data_dir=folder, telegram_token=TOKEN)
    async with a_site(lending.house, folder, settings=settings) as site, a_browser() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        if bridge:
            await page.add_init_script(bridge)
        yield Phone(Tab(page), str(site.make_url("/")).rstrip("/"))


class Phone:
    """A web view of 360 pixels."""

    def __init__(self, tab: Tab, url: str) -> None:
        self.tab, self.page, self.url = tab, tab.page, url

    async def launch(self, house: House, version: str = "7.10") -> None:
        data = quote(a_launch(PERSON, house.clock.now()), safe="")
        behind = f"tgWebAppData={data}&tgWebAppVersion={version}&tgWebAppPlatform=android"
        await self.page.goto(f"{self.url}/app#{behind}")

    async def enter(self) -> None:
        await self.page.fill("input[name=pin]", PIN)
        await self.page.click("#launch-form button")
        await self.page.wait_for_url("**/counter")


async def a_bound_archivist(house: House) -> Lending:
    lending, now = Lending(house), house.clock.now()
    who, here = lending.archivist, str(PERSON)
    house.keep(Pin(member_id=who, digest=await pin_digest(PIN, str(who)), set_at=now))
    house.keep(Reach(channel=NAME, member_id=who, address=here, person=here, bound_at=now))
    return lending


async def test_the_archivist_enters_by_launch_and_pin_and_scans_with_telegrams_popup(
    tmp_path: Path,
) -> None:
    with a_house(tmp_path) as house:
        lending = await a_bound_archivist(house)
        ref = await a_case(lending, "ready")
        number = lending.request(ref).number
        async with a_phone(lending, tmp_path, BRIDGE) as phone:
            await phone.launch(house)
            assert "tgWebAppData" not in phone.page.url
            assert await phone.tab.violations() == []
            await phone.enter()
            await phone.page.click("[data-popup]")
            said = await phone.page.evaluate("window.said.map(it => it[0])")
            assert "web_app_open_scan_qr_popup" in said
            await phone.page.evaluate(
                "text => window.Telegram.WebView.receiveEvent('qr_text_received', {data: text})",
                number,
            )
            await expect(phone.page.locator("#result strong")).to_contain_text(number)
            said = await phone.page.evaluate("window.said.map(it => it[0])")
            assert "web_app_close_scan_qr_popup" in said
            assert await phone.tab.violations() == []
            assert phone.tab.complaints == []


async def test_an_old_telegram_or_none_is_offered_no_popup(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        lending = await a_bound_archivist(house)
        async with a_phone(lending, tmp_path, BRIDGE) as phone:
            await phone.launch(house, "6.2")
            await phone.enter()
            await expect(phone.page.locator("[data-popup]")).to_be_hidden()
            assert phone.tab.complaints == []


async def test_outside_telegram_there_is_no_field_and_the_other_way_is_named(
    tmp_path: Path,
) -> None:
    with a_house(tmp_path) as house:
        async with a_phone(Lending(house), tmp_path) as phone:
            await phone.page.goto(f"{phone.url}/app")
            await expect(phone.page.locator("#launch-form")).to_be_hidden()
            await expect(phone.page.get_by_text("用编号和密码登录")).to_be_visible()
            assert await phone.tab.violations() == []
            assert phone.tab.complaints == []


async def test_the_code_is_asked_for_and_shown_with_its_clock(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        lending = Lending(house)
        ref = await a_case(lending, "ready")
        async with a_phone(lending, tmp_path) as phone:
            fetched: list[str] = []
            phone.page.on("request", lambda request: fetched.append(request.url))
            await phone.page.goto(f"{phone.url}/link/{a_link(lending, ref)}#tgWebAppData=x")
            assert await phone.tab.violations() == []
            await phone.page.click("main form button")
            await expect(phone.page.locator(".ticket .qr")).to_be_visible()
            await expect(phone.page.locator("[data-left]")).to_contain_text("分钟有效")
            assert await phone.tab.violations() == []
            assert all(url.startswith((phone.url, "data:")) for url in fetched)
            assert phone.tab.complaints == []


def a_link(lending: Lending, ref: str) -> str:
    token, now = new_token(), lending.house.clock.now()
    link = TelegramLink(
        token_hash=token_hash(token),
        purpose=LinkPurpose.CODE,
        address=str(PERSON),
        person=str(PERSON),
        member_id=lending.contact,
        about=ref,
        expires_at=now.replace(year=now.year + 1),
    )
    lending.house.keep(link)
    return token
