"""An office for tests: staff of one room, and a browser for each of them, with a PIN."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

from aiohttp.test_utils import TestServer

from core.members.pins import pin_digest
from core.members.proofs import Pin
from core.requests.print_form import PrintForm
from tests.support.counter_case import Staff
from tests.support.web import Browser, Page, signed_in_client

DOSSIER = "DW-0412"
PIN = "274913"


@dataclass(frozen=True, slots=True)
class Office:
    """Whoever is needed, at the desk."""

    staff: Staff
    server: TestServer
    doors: AsyncExitStack

    async def browser(self, member_id: int) -> Browser:
        """Signed in as this member, who has chosen PIN."""
        house = self.staff.house
        if member_id not in {pin.member_id for pin in house.all(Pin)}:
            digest = await pin_digest(PIN, str(member_id))
            house.keep(Pin(member_id=member_id, digest=digest, set_at=house.clock.now()))
        client = signed_in_client(house, self.server, member_id)
        return await self.doors.enter_async_context(client)

    async def press(self, browser: Browser, ref: str, press: str, **more: str) -> Page:
        """A button on the case's page, as it stands now."""
        version = more.pop("version", str(self.staff.case(ref).version))
        return await browser.post(
            f"/desk/cases/{ref}", {"press": press, "version": version, **more}
        )

    async def printed(self) -> str:
        """A case whose form was printed and waits for the unit's leader."""
        ref = await self.staff.submit(DOSSIER)
        await self.staff.house.do(self.staff.contact, PrintForm(request=ref))
        return ref
