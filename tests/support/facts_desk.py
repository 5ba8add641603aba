"""重点信息的页面 / The pages of key facts, with a browser and a PIN for each who uses them."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

from aiohttp.test_utils import TestServer

from core.members.pins import pin_digest
from core.members.proofs import Pin
from tests.support.desk import PIN
from tests.support.keyfacts import KeyFacts
from tests.support.web import Browser, Page, signed_in_client


@dataclass(frozen=True, slots=True)
class FactsDesk:
    """Whoever is needed, at the desk."""

    world: KeyFacts
    server: TestServer
    doors: AsyncExitStack

    async def browser(self, member_id: int) -> Browser:
        """Signed in as this member, who has chosen PIN."""
        house = self.world.house
        if member_id not in {pin.member_id for pin in house.all(Pin)}:
            digest = await pin_digest(PIN, str(member_id))
            house.keep(Pin(member_id=member_id, digest=digest, set_at=house.clock.now()))
        client = signed_in_client(house, self.server, member_id)
        return await self.doors.enter_async_context(client)

    async def press(self, browser: Browser, ref: str, press: str, **more: str) -> Page:
        """A button on the item's page, as it stands now, with the PIN."""
        version = more.pop("version", str(self.world.item(ref).version))
        fields = {"press": press, "version": version, "pin": PIN, **more}
        return await browser.post(f"/desk/facts/{ref}", fields)
