"""The sender (发送员): takes leased messages to their channel, woken by commits and by the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from itertools import groupby

from sqlmodel import Session

from bot.channels.channel import Channel
from bot.logs import log
from core.dispatch import Dispatch
from core.outbox.sending import DeliveryFailed, Leased, lease, mark_failed, mark_sent

AT_ONCE = 100
FEW = 2
PAUSE_S = 0.1
LOOK_EVERY = 5.0


class Sender:
    """One sender per process; several may run, since a lease belongs to one at a time."""

    def __init__(self, dispatch: Dispatch, channels: Mapping[str, Channel]) -> None:
        self.dispatch = dispatch
        self.channels = channels
        self._woken = asyncio.Event()
        dispatch.wake_sender = self._woken.set

    async def run(self) -> None:
        """Send until cancelled; what is in flight is finished or taken again after its lease."""
        while True:
            try:
                sent = await self.send_due()
            except Exception as bug:
                log.error("sender_failed", exc_info=bug)
                sent = 0
            if sent < AT_ONCE:
                await self._rest()

    async def send_due(self) -> int:
        """One round: lease, deliver, mark. Gives how many messages were taken."""
        names = list(self.channels)
        messages = await self.dispatch.work(
            lambda session: lease(session, self.dispatch.clock.now(), AT_ONCE, names)
        )
        by_channel = sorted(messages, key=lambda m: (m.channel, m.member_id, m.id))
        for (channel, _), group in groupby(by_channel, key=lambda m: (m.channel, m.member_id)):
            left = list(group)
            while left:
                few = await self._give_way()
                await self._deliver(channel, left[:few])
                left = left[few:]
        return len(messages)

    async def _give_way(self) -> int:
        """How many messages go out at once: drawing a card takes the writer for milliseconds.

        Commands first: while people wait for theirs, messages go out one by one.
        """
        if not self.dispatch.under_way:
            return FEW
        await asyncio.sleep(PAUSE_S)
        return 1

    async def _deliver(self, name: str, messages: list[Leased]) -> None:
        channel = self.channels.get(name)
        if channel is None:
            failed = DeliveryFailed("no such channel", permanent=True)
            return await self._mark(messages, dict.fromkeys((m.id for m in messages), failed))
        try:
            return await self._mark(messages, await channel.deliver(messages))
        except DeliveryFailed as failure:
            failed = failure
        except Exception as bug:
            log.error("delivery_failed", channel=name, exc_info=bug)
            failed = DeliveryFailed(type(bug).__name__, permanent=False)
        return await self._mark(messages, dict.fromkeys((m.id for m in messages), failed))

    async def _mark(
        self, messages: list[Leased], results: Mapping[int, DeliveryFailed | None]
    ) -> None:
        now = self.dispatch.clock.now()
        failures = [(m, e) for m in messages if (e := results.get(m.id)) is not None]
        sent = [m.id for m in messages if results.get(m.id) is None]

        def mark(session: Session) -> None:
            if sent:
                mark_sent(session, sent, now)
            for message, failure in failures:
                mark_failed(session, message, failure, now)

        await self.dispatch.work(mark)

    async def _rest(self) -> None:
        # Not `wait_for`: in Python 3.11 it may swallow the cancellation that is to end us.
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY):
                await self._woken.wait()
        self._woken.clear()
