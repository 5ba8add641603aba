"""数字档案案头的人 / Those who work with digital copies, each with a browser of their own."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

from aiohttp import FormData
from aiohttp.test_utils import TestServer

from core.ids import opaque
from core.members.pins import pin_digest
from core.members.proofs import Pin
from tests.support.desk import PIN
from tests.support.inspecting import Inspecting
from tests.support.web import Browser, Page, signed_in_client


@dataclass(frozen=True, slots=True)
class ScanDesk:
    """The room, and browsers of those who work in it."""

    world: Inspecting
    server: TestServer
    doors: AsyncExitStack
    one: Browser

    @property
    def here(self) -> str:
        return f"/desk/scans/dossiers/{self.world.number}"

    async def browser(self, member_id: int) -> Browser:
        client = signed_in_client(self.world.house, self.server, member_id)
        return await self.doors.enter_async_context(client)

    async def with_pin(self, member_id: int) -> Browser:
        """Signed in as this member, who has chosen PIN."""
        house = self.world.house
        digest = await pin_digest(PIN, str(member_id))
        house.keep(Pin(member_id=member_id, digest=digest, set_at=house.clock.now()))
        return await self.browser(member_id)

    async def hand_in(self, content: bytes, key: str = "", who: Browser | None = None) -> Page:
        """A zip on the dossier's page."""
        browser = who or self.one
        form = FormData({"csrf": browser.csrf, "key": key or opaque(24)})
        form.add_field("scans", content, filename="a.zip", content_type="application/zip")
        return await browser.upload(f"{self.here}/files", form)
