"""二次确认页：写明是哪一件、哪一步，不写人名；密码输对才办，办过的链接不再能用。
The page behind a press: it names case and step, never a name; the PIN carries it out, once.
"""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio
from aiohttp import ClientSession

from bot.story.bot_api import Shown
from core.holdings.cadre import Cadre
from tests.bot.channels.telegram.test_binding import PIN, with_pin
from tests.support.telegram_world import TelegramWorld
from tests.support.web import a_site

SIGN = "确认已签批"


@dataclass
class Asked:
    """A leader pressed 确认已签批: what the chat said, and the page behind its link."""

    world: TelegramWorld
    browser: ClientSession
    ref: str
    said: Shown

    @property
    def number(self) -> str:
        return self.world.lending.request(self.ref).number

    @property
    def path(self) -> str:
        found = re.search(r"/link/[\w-]+", self.said.text)
        assert found
        return found[0]

    async def page(self) -> tuple[int, str]:
        async with self.browser.get(self.path) as page:
            return page.status, html.unescape(await page.text())

    async def confirm(self, pin: str = PIN) -> tuple[int, str]:
        async with self.browser.post(self.path, data={"pin": pin}) as page:
            return page.status, html.unescape(await page.text())


@pytest_asyncio.fixture
async def asked(world: TelegramWorld, tmp_path: Path) -> AsyncIterator[Asked]:
    chat, lending = world.leader(), world.lending
    await with_pin(world, lending.leader)
    ref = (await lending.submit()).data["ref"]
    await lending.print_form(ref)
    cards = await world.api.until(
        lambda: [m for m in world.api.chat(chat) if any(b["text"] == SIGN for b in m.buttons)]
    )
    before = len(world.api.chat(chat))
    await world.api.press(cards[0], SIGN)
    said = await world.next(chat, before)
    async with (
        a_site(lending.house, tmp_path) as site,
        ClientSession(site.make_url("/")) as browser,
    ):
        yield Asked(world, browser, ref, said)


async def test_chat_and_page_name_the_case_and_the_step(asked: Asked) -> None:
    status, page = await asked.page()
    assert status == 200
    for said in (asked.said.text, page):
        assert asked.number in said
        assert "单位签批" in said


async def test_neither_names_the_person_of_the_dossier(asked: Asked) -> None:
    _, page = await asked.page()
    for cadre in asked.world.lending.house.all(Cadre):
        assert cadre.name not in page + asked.said.text
        assert f"{cadre.name[0]}*" not in page + asked.said.text


async def test_a_wrong_pin_asks_again_for_the_same_step(asked: Asked) -> None:
    status, page = await asked.confirm("918273")
    assert status == 403
    assert "还可试 4 次" in page
    assert asked.number in page
    assert asked.world.lending.request(asked.ref).state == "submitted"


async def test_the_pin_signs_once_and_the_link_is_spent(asked: Asked) -> None:
    assert (await asked.confirm())[0] == 200
    assert asked.world.lending.request(asked.ref).state == "unit_signed"
    assert (await asked.page())[0] == 410
    assert (await asked.confirm())[0] == 410


async def test_what_was_decided_elsewhere_meanwhile_is_told_and_not_done_again(
    asked: Asked,
) -> None:
    assert (await asked.world.lending.unit_sign(asked.ref)).done
    assert (await asked.confirm())[0] == 200
    chat = asked.said.chat_id
    assert await asked.world.api.until(
        lambda: [m for m in asked.world.api.chat(chat) if "没有产生任何变化" in m.text]
    )
