"""上报：断线、丢答复、限流都不丢件、不乱序、不重做（P4）。

Whatever the receiver does, nothing is lost, the order is kept, each event is applied once (P4).
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from aiohttp import ClientSession
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_bridge.line import Line
from hardware_bridge.one_thread import OneThread
from hardware_bridge.readings import Finding
from hardware_bridge.spool import Spool
from hardware_bridge.uplink import Uplink
from tests.hardware_bridge.clocks import START, InstantClock
from tests.hardware_bridge.receiver import DEVICE, FATES, KEY, Receiver, serving


class Sender:
    """An uplink on a spool, facing a receiver; every pause is over at once."""

    def __init__(self, spool: Spool, uplink: Uplink, receiver: Receiver, clock: InstantClock):
        self.spool = spool
        self.uplink = uplink
        self.receiver = receiver
        self.clock = clock

    def append(self, *tags: str) -> None:
        self.spool.append(DEVICE, [Finding("tag_seen", tag, count=2) for tag in tags], START)

    async def drain(self) -> None:
        """Deliver until nothing waits; 100 attempts are a failure."""
        for _ in range(100):
            pause = await self.uplink.deliver()
            if pause is None:
                return
            if pause:
                await self.clock.sleep(pause)
        raise AssertionError("the uplink makes no progress")

    def has_applied(self, number: int) -> bool:
        return len(self.receiver.applied) == number

    def applied(self) -> list[str | None]:
        return [event.tag for event in self.receiver.applied]


@asynccontextmanager
async def sending(folder: Path) -> AsyncIterator[Sender]:
    clock, thread = InstantClock(), OneThread()
    async with serving(lambda: clock.now().wall) as receiver, ClientSession() as session:
        with Spool(folder / "spool.db") as spool:
            uplink = Uplink(Line(session, receiver.url, DEVICE, KEY), spool, thread, clock)
            yield Sender(spool, uplink, receiver, clock)
    thread.close()


@pytest.fixture
async def sender(tmp_path: Path) -> AsyncIterator[Sender]:
    async with sending(tmp_path) as one:
        yield one


async def test_what_waits_is_delivered_in_order(sender: Sender) -> None:
    sender.append("AAAA", "BBBB", "CCCC")
    await sender.drain()
    assert sender.applied() == ["AAAA", "BBBB", "CCCC"]
    assert sender.spool.waiting(DEVICE, 1) == []


async def test_nothing_waiting_means_no_call(sender: Sender) -> None:
    assert await sender.uplink.deliver() is None
    assert sender.receiver.calls == 0


async def test_a_lost_answer_is_asked_for_again_and_changes_nothing(sender: Sender) -> None:
    sender.receiver.fates.append("lost")
    sender.append("AAAA", "BBBB")
    await sender.drain()
    assert sender.applied() == ["AAAA", "BBBB"]
    assert sender.receiver.results == ["duplicate", "duplicate"]


@pytest.mark.parametrize("fate", [fate for fate in FATES if fate not in {"fine", "half"}])
async def test_after_a_failure_the_same_events_come_again(sender: Sender, fate: str) -> None:
    sender.receiver.fates.extend([fate, fate])
    sender.append("AAAA", "BBBB")
    await sender.drain()
    assert sender.applied() == ["AAAA", "BBBB"]
    assert len(sender.clock.slept) == 2


async def test_events_without_an_answer_are_sent_again(sender: Sender) -> None:
    sender.receiver.fates.append("half")
    sender.append("AAAA", "BBBB", "CCCC", "DDDD")
    await sender.drain()
    assert sender.receiver.results == ["accepted"] * 2 + ["duplicate"] * 2


async def test_pauses_grow_to_a_minute_and_start_over_after_a_success(sender: Sender) -> None:
    sender.receiver.fates.extend(["503"] * 9)
    sender.append("AAAA")
    await sender.drain()
    assert all(1 <= pause <= 60 for pause in sender.clock.slept)
    assert sender.clock.slept[-1] >= 30
    sender.receiver.fates.append("503")
    sender.append("BBBB")
    await sender.drain()
    assert sender.clock.slept[-1] == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Mon, 23 Nov 2026 01:02:00 GMT", 120),
        ("99999999", 600),
        ("0", 1),
        ("Sun, 22 Nov 2026 01:00:00 GMT", 1),
        ("soon", 1),
    ],
)
async def test_a_receiver_that_asks_for_time_gets_it(
    sender: Sender, header: str, seconds: float
) -> None:
    sender.receiver.fates.append("429")
    sender.receiver.retry_after = header
    sender.append("AAAA")
    await sender.drain()
    assert sender.clock.slept == [seconds]


async def test_a_rejected_event_does_not_hold_up_the_line(sender: Sender) -> None:
    sender.receiver.rejects["BBBB"] = "unknown_tag"
    sender.append("AAAA", "BBBB", "CCCC")
    await sender.drain()
    assert sender.applied() == ["AAAA", "CCCC"]
    [letter] = sender.spool.dead_letters(DEVICE)
    assert (letter.event.tag, letter.reason) == ("BBBB", "unknown_tag")


async def test_an_event_that_spoils_its_batch_is_found_and_set_aside(sender: Sender) -> None:
    tags = [f"{number:04X}" for number in range(40)]
    sender.receiver.rejects[tags[17]] = "422"
    sender.append(*tags)
    await sender.drain()
    assert sender.applied() == tags[:17] + tags[18:]
    assert [letter.reason for letter in sender.spool.dead_letters(DEVICE)] == ["http_422"]
    assert sender.receiver.calls < 20


async def test_a_long_line_goes_in_batches_of_five_hundred(sender: Sender) -> None:
    sender.append(*[f"{number:04X}" for number in range(1001)])
    await sender.drain()
    assert (len(sender.receiver.applied), sender.receiver.calls) == (1001, 3)


async def test_a_receiver_that_is_not_there_is_only_a_reason_to_wait(sender: Sender) -> None:
    line = Line(sender.uplink._line.session, "http://127.0.0.1:9", DEVICE, KEY)
    uplink = Uplink(line, sender.spool, sender.uplink._thread, sender.clock)
    sender.append("AAAA")
    assert await uplink.deliver() == 1
    assert len(sender.spool.waiting(DEVICE, 9)) == 1


async def test_a_running_uplink_wakes_when_more_comes(sender: Sender) -> None:
    running = asyncio.ensure_future(sender.uplink.run())
    for number, tag in enumerate(("AAAA", "BBBB"), start=1):
        sender.append(tag)
        sender.uplink.more.set()
        await sender.receiver.until(partial(sender.has_applied, number))
    running.cancel()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FATES), st.integers(1, 4)), max_size=12))
def test_any_mixture_of_failures_and_appends_applies_each_event_once_in_order(
    story: list[str | int],
) -> None:
    async def play(folder: Path) -> None:
        async with sending(folder) as sender:
            for step in story:
                if isinstance(step, int):
                    sender.append(*["AAAA"] * step)
                else:
                    sender.receiver.fates.append(step)
                    await sender.uplink.deliver()
            await sender.drain()
            seqs = [event.seq for event in sender.receiver.applied]
            assert seqs == list(range(1, sum(s for s in story if isinstance(s, int)) + 1))

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder)))
