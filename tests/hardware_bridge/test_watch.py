"""读写器断线不等于无标签。A reader that is offline or silent never means "no tags"."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from hardware_bridge.readers.simulator import SimulatedReader
from hardware_bridge.readings import Finding
from hardware_bridge.watch import Watch
from tests.hardware_bridge.clocks import START, VirtualClock

A, B = "AAAA", "BBBB"


class Desk:
    """A watched simulated reader on a virtual clock."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.reader = SimulatedReader(self.clock)
        self.notes: list[tuple[str, str | None]] = []
        self.times: list[datetime] = []

    async def record(self, findings: Sequence[Finding], at: datetime) -> None:
        self.notes += [(finding.kind, finding.tag) for finding in findings]
        self.times += [at] * len(findings)

    async def after(self, seconds: float) -> list[tuple[str, str | None]]:
        """What was noted in the next seconds."""
        self.notes.clear()
        await self.clock.advance(seconds)
        return list(self.notes)


@asynccontextmanager
async def watched() -> AsyncIterator[Desk]:
    desk = Desk()
    task = asyncio.ensure_future(Watch(desk.reader, desk.record, desk.clock).run())
    try:
        assert await desk.after(0.15) == [("reader_online", None)]
        yield desk
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_a_tag_is_seen_and_gone() -> None:
    async with watched() as desk:
        desk.reader.place(A)
        assert await desk.after(0.5) == [("tag_seen", A)]
        desk.reader.lift(A)
        assert await desk.after(2) == [("tag_gone", A)]


async def test_an_event_carries_the_time_of_its_conclusion() -> None:
    async with watched() as desk:
        desk.reader.place(A)
        await desk.after(0.5)
        assert desk.times[-1] - START == timedelta(seconds=0.3)


async def test_missed_doubled_and_ghost_reads_change_nothing() -> None:
    async with watched() as desk:
        desk.reader.place(A)
        assert await desk.after(1) == [("tag_seen", A)]
        desk.reader.miss(4)
        desk.reader.stutter(3)
        desk.reader.ghost(B)
        assert await desk.after(5) == []


async def test_a_frozen_reader_goes_offline_and_its_tags_are_not_gone() -> None:
    async with watched() as desk:
        desk.reader.place(A)
        await desk.after(1)
        desk.reader.freeze()
        desk.reader.lift(A)
        assert await desk.after(60) == [("reader_offline", None)]


async def test_after_a_freeze_only_what_is_read_again_is_there() -> None:
    async with watched() as desk:
        desk.reader.place(A)
        desk.reader.place(B)
        await desk.after(1)
        desk.reader.freeze()
        await desk.after(10)
        desk.reader.lift(A)
        desk.reader.thaw()
        assert await desk.after(65) == [("reader_online", None), ("tag_seen", B)]


async def test_a_short_hiccup_is_no_freeze() -> None:
    async with watched() as desk:
        desk.reader.place(A)
        await desk.after(1)
        desk.reader.freeze()
        await desk.after(2)
        desk.reader.thaw()
        assert await desk.after(5) == []


async def test_a_pulled_plug_is_noticed_at_once() -> None:
    async with watched() as desk:
        desk.reader.place(A)
        await desk.after(1)
        desk.reader.unplug()
        assert await desk.after(0.2) == [("reader_offline", None)]
        assert await desk.after(300) == []
        desk.reader.plug_in()
        assert await desk.after(61) == [("reader_online", None), ("tag_seen", A)]


async def test_a_watch_that_is_stopped_says_that_the_reader_is_offline() -> None:
    async with watched() as desk:
        desk.notes.clear()
    assert desk.notes == [("reader_offline", None)]


async def test_a_flapping_reader_is_asked_ever_more_rarely() -> None:
    async with watched() as desk:
        for _ in range(200):
            desk.reader.unplug()
            await desk.after(0.2)
            desk.reader.plug_in()
            await desk.after(1.3)
        assert len(desk.times) < 40
