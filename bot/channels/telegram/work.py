"""Working through the inbox (处理收件): per chat in order, chats side by side, a lease on each."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from bot.channels.telegram.handle import Handle
from bot.channels.telegram.inbox import Held, claim, finish, put_back
from bot.problems import remember
from core.dispatch import Dispatch
from core.outbox.sending import DeliveryFailed

AT_ONCE = 64  # as many as one COMMIT takes
LOOK_EVERY_S = 1.0  # an album waits for its parts, and nobody calls when it has waited
GRACE_S = 5.0
LONGEST_PAUSE_S = 60.0


class Work:
    def __init__(self, dispatch: Dispatch, handle: Handle) -> None:
        self.dispatch, self.handle = dispatch, handle
        self.arrived = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled; what is under way then is finished, or taken again after its lease."""
        try:
            while True:
                if not await self._start_claimed():
                    await self._rest()
        finally:
            await finished(self._under_way)

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
            done = await self.handle(held)
        except DeliveryFailed as failure:
            return await self._again(held, "", failure.retry_after)
        except Exception as bug:
            return await self._again(held, remember(bug, "telegram"))
        if not done:
            await self.dispatch.work(lambda session: finish(session, held))

    async def _again(self, held: Held, number: str, wait: float = 0.0) -> None:
        """After a pause that grows; at last it is left for the administrator, and the person told."""
        pause = max(wait, min(2.0 ** (held.tries - 1), LONGEST_PAUSE_S))
        until = self.dispatch.clock.now() + timedelta(seconds=pause)
        failed = await self.dispatch.work(lambda session: put_back(session, held, number, until))
        if failed and number:
            with suppress(DeliveryFailed):
                await self.handle.tell_fault(held, number)

    async def _rest(self) -> None:
        # Not `wait_for`: in Python 3.11 it may swallow the cancellation that is to end us.
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY_S):
                await self.arrived.wait()
        self.arrived.clear()


async def finished(tasks: Iterable[asyncio.Task[None]]) -> None:
    """At a clean stop: a few seconds for what is under way, then it is cut off."""
    left = list(tasks)
    if left:
        await asyncio.wait(left, timeout=GRACE_S)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
