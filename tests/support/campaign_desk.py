"""专项工作的页面 / The pages of a campaign, with a browser for each who looks at them."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

from aiohttp import FormData
from aiohttp.test_utils import TestServer

from tests.support.campaigns import Campaigning
from tests.support.web import HTML, Browser, Page, signed_in_client


@dataclass(frozen=True, slots=True)
class CampaignDesk:
    """Whoever is needed, at the desk."""

    world: Campaigning
    server: TestServer
    doors: AsyncExitStack

    async def browser(self, member_id: int) -> Browser:
        client = signed_in_client(self.world.house, self.server, member_id)
        return await self.doors.enter_async_context(client)


async def file_of(browser: Browser, path: str) -> bytes:
    """A file as it comes down."""
    async with browser.client.get(path, headers=HTML) as answer:
        assert answer.status == 200, answer.status
        return await answer.read()


async def send_workbook(browser: Browser, path: str, content: bytes) -> Page:
    form = FormData()
    form.add_field("csrf", browser.csrf)
    form.add_field("file", content, filename="回表.xlsx")
    return await browser.upload(path, form)
