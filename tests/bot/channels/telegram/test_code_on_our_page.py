"""取档码页：聊天里的按钮打开我们自己的页面，一次有效；有 https 才在 Telegram 里打开。
The collection code on our own page, behind a one-time link; inside Telegram only over https.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.channels.telegram.draw import drawn
from bot.channels.telegram.rows import TelegramLink
from bot.settings import Settings
from bot.story.bot_api import BotApi, Shown
from core.requests.collection_code import CollectionCode
from tests.support.lending import a_case
from tests.support.telegram_world import TelegramWorld
from tests.support.web import a_site

OURS = "https://danggui.test"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"public_url": OURS})


@pytest_asyncio.fixture
async def browser(world: TelegramWorld, tmp_path: Path) -> AsyncIterator[ClientSession]:
    async with (
        a_site(world.lending.house, tmp_path) as site,
        ClientSession(site.make_url("/")) as client,
    ):
        yield client


async def shown_code(world: TelegramWorld) -> Shown:
    """The picture that 出示取档码 brings."""
    chat = world.contact()
    await a_case(world.lending, "ready")
    card = await card_in(world.api, chat)
    await world.api.press(card, "出示取档码")
    found: list[Shown] = await world.api.until(lambda: [m for m in world.api.chat(chat) if m.photo])
    return found[0]


async def card_in(api: BotApi, chat: int) -> Shown:
    found: list[Shown] = await api.until(
        lambda: [m for m in api.chat(chat) if any(b["text"] == "出示取档码" for b in m.buttons)]
    )
    return found[0]


async def test_below_the_code_is_a_way_to_our_own_page(world: TelegramWorld) -> None:
    (button,) = (await shown_code(world)).buttons
    assert button["text"] == "在页面上出示（内网）"
    assert re.fullmatch(rf"{OURS}/link/[\w-]+", button["web_app"]["url"])


async def test_the_page_shows_a_code_once(world: TelegramWorld, browser: ClientSession) -> None:
    path = await path_of(world)
    before = len(world.lending.house.all(CollectionCode))
    async with browser.get(path) as page:
        assert page.status == 200
    assert len(world.lending.house.all(CollectionCode)) == before
    async with browser.post(path) as page:
        said = await page.text()
    assert re.search(r"C\w{3} \w{4} \w{4} \w", said)
    for again in (browser.get(path), browser.post(path)):
        async with again as page:
            assert page.status == 410
    assert len(world.lending.house.all(CollectionCode)) == before + 1


async def test_only_the_hash_of_the_link_is_kept(world: TelegramWorld) -> None:
    path = await path_of(world)
    kept = " ".join(str(row) for row in world.lending.house.all(TelegramLink))
    assert path.removeprefix("/link/") not in kept


async def test_a_link_that_is_too_old_gets_a_sentence(
    world: TelegramWorld, browser: ClientSession
) -> None:
    path = await path_of(world)
    for link in world.lending.house.all(TelegramLink):
        link.expires_at = link.expires_at.replace(year=2020)
        world.lending.house.keep(link)
    async with browser.post(path) as page:
        assert page.status == 410
        assert "回到聊天里再点一次" in await page.text()


async def test_the_page_may_stand_in_telegrams_frame(
    world: TelegramWorld, browser: ClientSession
) -> None:
    async with browser.get(await path_of(world)) as page:
        assert "https://web.telegram.org" in page.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in page.headers


async def test_over_https_the_menu_button_opens_our_pages(world: TelegramWorld) -> None:
    (call,) = await world.api.until(lambda: world.api.called("setChatMenuButton"))
    assert f"{OURS}/app" in call["menu_button"]


def test_over_plain_http_nothing_opens_inside_telegram() -> None:
    button = {"label": "在页面上出示", "href": "/link/x", "app": "yes"}
    assert drawn(["…"], [button], "http://danggui.test").keyboard is None


async def path_of(world: TelegramWorld) -> str:
    (button,) = (await shown_code(world)).buttons
    return str(button["web_app"]["url"]).removeprefix(OURS)
