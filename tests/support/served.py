"""A house that really listens: the whole web application and the sender over one world."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.settings import Settings
from bot.web.app import build_app
from core.files.intake import Intake
from core.members.member import Member
from core.members.pins import pin_digest
from core.members.proofs import Pin
from tests.support.chat import Chat
from tests.support.house import House

PIN = "482913"


@dataclass(frozen=True, slots=True)
class Served:
    url: str
    house: House

    async def give_pin(self, member_id: int, pin: str = PIN) -> None:
        """The member can sign in with this PIN."""
        digest = await pin_digest(pin, f"seed-{member_id}")
        self.house.keep(Pin(member_id=member_id, digest=digest, set_at=self.house.clock.now()))

    def number(self, member_id: int) -> str:
        with self.house.database.reading() as session:
            member = session.get(Member, member_id)
            assert member is not None
            return member.number


@asynccontextmanager
async def served(
    house: House, chat: Chat, folder: Path, *, intake: Intake | None = None
) -> AsyncIterator[Served]:
    """Serve on a free port of the loopback until the block ends."""
    settings = Settings(data_dir=folder, port=0, public_url="http://127.0.0.1")
    runner = web.AppRunner(
        build_app(settings, house.dispatch, chat.hub, intake=intake), shutdown_timeout=1
    )
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sending = asyncio.create_task(chat.sender.run())
    port = runner.addresses[0][1]
    try:
        yield Served(f"http://127.0.0.1:{port}", house)
    finally:
        await runner.cleanup()
        sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending
