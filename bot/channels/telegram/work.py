"""Working through the inbox (处理收件): per chat in order, chats side by side, a lease on each."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from bot.channels.telegram.handle import Handle
from bot.channels.telegram.inbox import Held, claim, finish, put_back
from bot.problems import remember
from core.dispatch import Dispatch

AT_ONCE = 32
LOOK_EVERY_S = 1.0  # an album waits for its parts, and nobody calls when it has waited


class Work:
    def __init__(self, dispatch: Dispatch, handle: Handle) -> None:
        self.dispatch, self.handle = dispatch, handle
        self.arrived = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled; what is under way then is taken again after its lease."""
        try:
            while True:
                if not await self._start_claimed():
                    await self._rest()
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _start_claimed(self) -> int:
        room = AT_ONCE - len(self._under_way)
        if room <= 0:
            return 0
        now = self.dispatch.clock.now()
        found = await self.dispatch.work(lambda session: claim(session, now, room))
        for held in found:
            task = asyncio.create_task(self._one(held))
            self._under_way.add(task)
            task.add_done_callback(self._done)
        return len(found)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.arrived.set()

    async def _one(self, held: Held) -> None:
        try:
            await self.handle(held)
        except Exception as bug:
            number = remember(bug, "telegram")
            await self.dispatch.work(lambda session: put_back(session, held, number))
            return
        await self.dispatch.work(lambda session: finish(session, held))

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.arrived.wait(), LOOK_EVERY_S)
        self.arrived.clear()
