"""在窗口前 / The archivist signed in at the counter, in a real Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect

from tests.support.browser import Tab, browsing
from tests.support.gun import gun_on
from tests.support.lending_world import World
from tests.support.served import PIN, Served, served


@dataclass(frozen=True, slots=True)
class Counter:
    """The page, the tab around it, and the house that answers."""

    tab: Tab
    house: Served

    @property
    def page(self) -> Page:
        return self.tab.page

    async def gun(self, text: str, suffix: str = "Enter") -> None:
        """A gun types fast, wherever the cursor is, and ends with its suffix."""
        await (await gun_on(self.page)).pull(text, suffix)

    async def told(self, words: str) -> None:
        """The large answer says this."""
        await expect(self.page.locator("#result")).to_contain_text(words)

    async def scan(self, text: str, words: str) -> None:
        await self.gun(text)
        await self.told(words)

    async def press(self, label: str, words: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).click()
        await self.told(words)

    async def tick_everything(self) -> None:
        """Every card with its digits, and every tick of the form, as the page asks for them."""
        page = self.page
        for box in await page.locator("#work [type=checkbox]").all():
            await box.check()
        for number, digits in enumerate(await page.locator("#work .last4").all()):
            await digits.fill(f"207{number}")

    async def count(self) -> None:
        await self.page.locator("[name=returner]").first.check()
        for tick in await self.page.locator("#work [name='count.order']").all():
            await tick.check()
        # As `tick_everything` counted them out, after the digits of two cards.
        for name, number in (("pieces", "2072"), ("pages", "2073")):
            await self.page.locator(f"#work [name={name}]").fill(number)


@asynccontextmanager
async def at_the_counter(
    world: World,
    folder: Path,
    width: int = 1280,
    *,
    args: tuple[str, ...] = (),
    host: str = "127.0.0.1",
    **context: Any,
) -> AsyncIterator[Counter]:
    """The counter as its archivist opens it in the morning."""
    async with (
        served(world.house, world.chat, folder) as served_here,
        browsing(width, args=args, **context) as (tab,),
    ):
        house = replace(served_here, url=served_here.url.replace("127.0.0.1", host))
        await house.give_pin(world.archivist)
        await tab.sign_in(house.url, house.number(world.archivist), PIN)
        await tab.page.goto(f"{house.url}/counter")
        yield Counter(tab, house)
