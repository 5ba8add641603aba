"""The bridge, put together (硬件网关): reader → findings → spool → uplink."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from hardware_bridge.clock import Clock, in_time
from hardware_bridge.line import Line
from hardware_bridge.one_thread import OneThread
from hardware_bridge.readers.driver import ReaderDriver
from hardware_bridge.readings import Finding, Window
from hardware_bridge.spool import Spool
from hardware_bridge.uplink import Uplink
from hardware_bridge.watch import Watch

KEEP_DONE = timedelta(days=7)
KEEP_DEAD = timedelta(days=90)
A_DAY_IN_SECONDS = 86_400.0
LAST_DELIVERY_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeConfig:
    """One device. `url` is the receiver's origin; `spool` a file that is made when missing."""

    url: str
    device: str
    key: bytes = field(repr=False)
    spool: Path
    reader: ReaderDriver
    window: Window = field(default_factory=Window)


async def run_bridge(config: BridgeConfig, *, clock: Clock, stop: asyncio.Event) -> None:
    """Run until `stop` is set, then record the reader as offline and try one last delivery.

    What could not be delivered waits in the spool for the next run. Raises `SpoolInUse`; any other
    exception is a bug or a broken disk and ends the bridge.
    """
    async with _spool(config.spool) as (spool, thread), ClientSession() as session:
        line = Line(session, config.url, config.device, config.key)
        uplink = Uplink(line, spool, thread, clock)

        async def record(findings: Sequence[Finding], at: datetime) -> None:
            await thread.run(spool.append, config.device, findings, at)
            uplink.more.set()

        watch = Watch(config.reader, record, clock, config.window)
        await _until(stop, watch.run(), uplink.run(), _purge_daily(spool, thread, clock))
        with suppress(TimeoutError):
            await in_time(clock, LAST_DELIVERY_SECONDS, uplink.deliver())


@asynccontextmanager
async def _spool(path: Path) -> AsyncIterator[tuple[Spool, OneThread]]:
    thread = OneThread()
    try:
        spool = await thread.run(Spool, path)
        try:
            yield spool, thread
        finally:
            await thread.run(spool.close)
    finally:
        thread.close()


async def _until(stop: asyncio.Event, *works: Coroutine[Any, Any, None]) -> None:
    """Carry the works on until `stop` is set or one of them fails; none is left behind."""
    tasks = [asyncio.ensure_future(work) for work in works]
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({*tasks, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (*tasks, stopping):
            task.cancel()
        ends = await asyncio.gather(*tasks, stopping, return_exceptions=True)
    for failure in ends:
        if isinstance(failure, Exception):
            raise failure


async def _purge_daily(spool: Spool, thread: OneThread, clock: Clock) -> None:
    while True:
        now = clock.now().wall
        await thread.run(spool.purge, now - KEEP_DONE, now - KEEP_DEAD)
        await clock.sleep(A_DAY_IN_SECONDS)
