"""From the spool to the API (上报): in order, at least once, until every event has its answer."""

import asyncio
import logging
from collections.abc import Sequence

from hardware_bridge.backoff import Backoff
from hardware_bridge.clock import Clock
from hardware_bridge.line import Answered, Line, NotNow, Refused
from hardware_bridge.one_thread import OneThread
from hardware_bridge.spool import Spool
from hardware_bridge.wire import EVENTS_PER_BATCH, BridgeEvent, EventAnswer

_log = logging.getLogger(__name__)


class Uplink:
    """One sender for one device; set `more` after an append."""

    def __init__(self, line: Line, spool: Spool, thread: OneThread, clock: Clock) -> None:
        self.more = asyncio.Event()
        self.backoff = Backoff()
        self._line = line
        self._spool = spool
        self._thread = thread
        self._clock = clock
        self._most = EVENTS_PER_BATCH

    async def run(self) -> None:
        """For ever: send what waits, wait for more."""
        while True:
            self.more.clear()
            pause_seconds = await self.deliver()
            if pause_seconds is None:
                await self.more.wait()
            elif pause_seconds:
                await self._clock.sleep(pause_seconds)

    async def deliver(self) -> float | None:
        """One attempt. How long to pause before the next, or None when nothing waits."""
        device = self._line.device
        events = await self._thread.run(self._spool.waiting, device, self._most)
        if not events:
            return None
        match await self._line.post(events, self._clock.now().wall):
            case Answered(answers):
                return await self._settle(answers)
            case Refused(status):
                return await self._divide(events, status)
            case NotNow(reason, wait_seconds):
                _log.warning("not delivered: %s, %d wait", reason, len(events))
                return max(self.backoff.next_seconds(), wait_seconds)

    async def _settle(self, answers: Sequence[EventAnswer]) -> float:
        for answer in answers:
            if answer.result == "rejected":
                _log.error("event %s is rejected: %s", answer.id, answer.reason)
        now, device = self._clock.now().wall, self._line.device
        if not await self._thread.run(self._spool.settle, device, answers, now):
            return self.backoff.next_seconds()
        self.backoff.reset()
        self._most = min(EVENTS_PER_BATCH, self._most * 2)
        return 0.0

    async def _divide(self, events: Sequence[BridgeEvent], status: int) -> float:
        """Halve a refused batch until the one bad event stands alone, and set that one aside."""
        if len(events) > 1:
            self._most = len(events) // 2
            return 0.0
        rejected = EventAnswer(id=events[0].id, result="rejected", reason=f"http_{status}")
        return await self._settle([rejected])
