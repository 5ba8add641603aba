"""Time is passed in (时钟): the system's clock in service, a virtual one in tests."""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """`wall` is aware and may jump; `ticks` are seconds that only ever go forward."""

    wall: datetime
    ticks: float


class Clock(Protocol):
    """What the bridge asks of time."""

    def now(self) -> Moment:
        """This moment, on the wall and in ticks."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Come back after that many ticks."""
        ...


class SystemClock:
    """The machine's own clock, in UTC."""

    def now(self) -> Moment:
        """This moment."""
        return Moment(datetime.now(UTC), time.monotonic())

    async def sleep(self, seconds: float) -> None:
        """Sleep on the running loop."""
        await asyncio.sleep(seconds)


async def in_time(clock: Clock, seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, or TimeoutError once `seconds` have passed on `clock`."""
    task, timer = asyncio.ensure_future(work), asyncio.ensure_future(clock.sleep(seconds))
    try:
        await asyncio.wait({task, timer}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise TimeoutError
        return task.result()
    finally:
        task.cancel()
        timer.cancel()
        await asyncio.gather(task, timer, return_exceptions=True)
