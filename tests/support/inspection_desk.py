"""鉴别案头的人 / Those who work at the inspection desk, each with a browser of their own."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

from aiohttp.test_utils import TestServer

from core.collection.piece import Piece
from tests.support.inspecting import Inspecting
from tests.support.web import Browser, Page, signed_in_client


@dataclass(frozen=True, slots=True)
class InspectionDesk:
    """The world, and browsers of those who work in it."""

    world: Inspecting
    server: TestServer
    doors: AsyncExitStack
    one: Browser
    other: Browser
    head: Browser

    async def browser(self, member_id: int) -> Browser:
        client = signed_in_client(self.world.house, self.server, member_id)
        return await self.doors.enter_async_context(client)

    async def press(self, who: Browser, piece: Piece, press: str, **fields: str) -> Page:
        """A button on the piece's page, as it stands now."""
        version = str(self.world.now(piece).version)
        given = {"press": press, "version": version, **fields}
        return await who.post(f"/desk/inspect/pieces/{piece.ref}", given)

    async def decide_all(self, sent: int, **fields: str) -> None:
        """Pass whatever waits, have the drawn ones checked, and finish."""
        pieces = [it for it in self.world.house.all(Piece) if it.submission_id == sent]
        for piece in pieces:
            await self.press(self.one, piece, "passed", **fields)
            if self.world.now(piece).second_check:
                await self.press(self.other, piece, "agree")
        submission = self.world.sent(sent)
        await self.one.post(f"/desk/inspect/{submission.ref}", {"version": str(submission.version)})
