"""Sending (发送): one message of each member at a time, all members side by side.

A 429, a slow answer or a broken chat holds up its own member only; within a chat the order stays.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from sqlmodel import Session

from bot.channels.telegram.deliver import Deliver
from bot.channels.telegram.rows import NAME
from bot.channels.telegram.work import finished
from bot.logs import log
from core.dispatch import Dispatch
from core.outbox.sending import DeliveryFailed, Leased, lease_one_each, mark_failed, mark_sent

AT_ONCE = 60  # two seconds' worth: nothing waits near the end of its lease
LOOK_EVERY_S = 2.0


class Send:
    def __init__(self, dispatch: Dispatch, deliver: Deliver) -> None:
        self.dispatch, self.deliver = dispatch, deliver
        self.woken = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Until cancelled; what is in flight is finished or taken again after its lease."""
        try:
            while True:
                if not await self._start_due():
                    await self._rest()
        finally:
            await finished(self._busy.values())

    async def _start_due(self) -> int:
        now, busy = self.dispatch.clock.now(), list(self._busy)
        room = AT_ONCE - len(busy)
        if room <= 0:
            return 0
        messages = await self.dispatch.work(
            lambda s: lease_one_each(s, now, room, NAME, but_not=busy)
        )
        for message in messages:
            task = asyncio.create_task(self._one(message))
            self._busy[message.member_id] = task
            task.add_done_callback(lambda _, m=message.member_id: self._freed(m))  # type: ignore[misc]
        return len(messages)

    def _freed(self, member_id: int) -> None:
        self._busy.pop(member_id, None)
        self.woken.set()

    async def _one(self, message: Leased) -> None:
        failed: DeliveryFailed | None = None
        try:
            if await self.deliver(message):
                return
        except DeliveryFailed as failure:
            failed = failure
        except Exception as bug:
            log.error("delivery_failed", channel=NAME, exc_info=bug)
            failed = DeliveryFailed(type(bug).__name__, permanent=False)
        await self.dispatch.work(lambda session: self._mark(session, message, failed))

    def _mark(self, session: Session, message: Leased, failed: DeliveryFailed | None) -> None:
        now = self.dispatch.clock.now()
        if failed is None:
            mark_sent(session, [message.id], now)
        else:
            mark_failed(session, message, failed, now)

    async def _rest(self) -> None:
        # Not `wait_for`: in Python 3.11 it may swallow the cancellation that is to end us.
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY_S):
                await self.woken.wait()
        self.woken.clear()
