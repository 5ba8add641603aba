"""嵌在 Telegram 网页版里：真实的第三方框架内登录、到窗口、按按钮，不必另开窗口；别的网站嵌不进来。
In a real third-party frame, as Telegram Web makes it: sign in, reach the counter, press a button there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.async_api import Frame, Page, expect

from bot.settings import Settings
from bot.story.bot_api import TOKEN
from core.members.proofs import SignIn
from tests.journeys.test_inside_telegram import PERSON, PIN, a_bound_archivist
from tests.support.browser import a_browser
from tests.support.house import House, a_house
from tests.support.launch import a_launch
from tests.support.web import a_site

# The test's house is on the loopback, which a browser asks about before a site may reach it.
NEAR = "--disable-features=LocalNetworkAccessChecks"
pytestmark = pytest.mark.browser


@asynccontextmanager
async def framed(house: House, folder: Path, host: str) -> AsyncIterator[Page]:
    """A page of this host that shows our /app in a frame, with a launch of Telegram's behind the #."""
    settings = Settings(data_dir=folder, telegram_token=TOKEN)
    async with a_site(house, folder, settings=settings) as site, a_browser(NEAR) as browser:
        url = str(site.make_url("/app"))
        launch = quote(a_launch(PERSON, house.clock.now()), safe="")
        inside = f'<iframe title="app" width=380 height=700 src="{url}#tgWebAppData={launch}">'
        page = await browser.new_page()

        async def answer(route: object) -> None:
            await route.fulfill(content_type="text/html", body=inside)  # type: ignore[attr-defined]

        await page.route(f"https://{host}/**", answer)
        await page.goto(f"https://{host}/k/")
        yield page


def frame_of(page: Page) -> Frame:
    return page.frames[-1]


async def test_the_counter_opens_and_works_inside_the_frame(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        await a_bound_archivist(house)
        async with framed(house, tmp_path, "web.telegram.org") as page:
            frame = frame_of(page)
            await frame.fill("input[name=pin]", PIN)
            await frame.click("#launch-form button")
            await frame.wait_for_url("**/counter")
            await expect(frame.locator("h1, h2").first).to_be_visible()
            (session,) = house.all(SignIn)
            (cookie,) = [c for c in await page.context.cookies() if "danggui" in c["name"]]
            assert (cookie["sameSite"], cookie["secure"], cookie["httpOnly"]) == (
                "None",
                True,
                True,
            )
            assert session.revoked_at is None
            await frame.goto(frame.url.replace("/counter", "/account"))
            await frame.click("form[action='/logout'] button")
            await frame.wait_for_url("**/app")
            assert house.all(SignIn)[0].revoked_at is not None


async def test_no_other_site_can_show_it_in_a_frame(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        await a_bound_archivist(house)
        async with framed(house, tmp_path, "example.org") as page:
            frame = frame_of(page)
            await frame.wait_for_load_state()
            assert await frame.locator("#launch-form").count() == 0
