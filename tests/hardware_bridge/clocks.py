"""Clocks that tests turn by hand (测试用时钟): no test here waits for real time to pass."""

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from itertools import count

from hardware_bridge.clock import Moment

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class VirtualClock:
    """Stands still until `advance`; sleepers wake in their order, each at its own tick."""

    def __init__(self) -> None:
        self._ticks = 0.0
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []

    def now(self) -> Moment:
        return Moment(START + timedelta(seconds=self._ticks), self._ticks)

    async def sleep(self, seconds: float) -> None:
        wake = asyncio.Event()
        heapq.heappush(self._sleepers, (self._ticks + seconds, next(self._order), wake))
        await wake.wait()

    async def advance(self, seconds: float) -> None:
        """Live through that much time, settling everything that becomes due."""
        end = self._ticks + seconds
        await _settle()
        while self._sleepers and self._sleepers[0][0] <= end + 1e-9:
            self._ticks, _, wake = heapq.heappop(self._sleepers)
            wake.set()
            await _settle()
        self._ticks = end


class InstantClock:
    """Every sleep is over at once and remembered in `slept`; time moves by sleeping only."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> Moment:
        ticks = sum(self.slept)
        return Moment(START + timedelta(seconds=ticks), ticks)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


async def _settle() -> None:
    for _ in range(30):
        await asyncio.sleep(0)
