"""放下、拿走一卷，接收端如实得知；断电重启不缺号、不重号（P2、P4）。

A volume laid down or lifted is told truly; kill -9 and restart leave no gap and no double (P2, P4).
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession

from hardware_bridge.bridge import BridgeConfig, run_bridge
from hardware_bridge.clock import SystemClock
from hardware_bridge.keyfile import write_key
from hardware_bridge.readers.simulator import SimulatedReader
from hardware_bridge.readings import Window
from hardware_bridge.spool import Spool
from tests.hardware_bridge.receiver import DEVICE, KEY, Receiver, serving

A, B = "3415A537C800000950317240", "AAAA"
QUICK = Window(leave_rounds=3, leave_seconds=0.003)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with serving(lambda: datetime.now(UTC)) as one:
        yield one


def _told(receiver: Receiver) -> list[tuple[str, str | None]]:
    return [(event.kind, event.tag) for event in receiver.applied]


async def test_inside_another_program_the_bridge_tells_what_lies_on_the_desk(
    receiver: Receiver, tmp_path: Path
) -> None:
    clock, stop = SystemClock(), asyncio.Event()
    reader = SimulatedReader(clock, round_seconds=0.001)
    config = BridgeConfig(
        url=receiver.url, device=DEVICE, key=KEY, spool=tmp_path / "s", reader=reader, window=QUICK
    )
    bridge = asyncio.ensure_future(run_bridge(config, clock=clock, stop=stop))
    reader.place(A)
    await receiver.until(lambda: ("tag_seen", A) in _told(receiver))
    reader.lift(A)
    await receiver.until(lambda: ("tag_gone", A) in _told(receiver))
    stop.set()
    await bridge
    told = [kind for kind, _ in _told(receiver)]
    assert told == ["reader_online", "tag_seen", "tag_gone", "reader_offline"]
    assert KEY.hex() not in repr(config)
    assert repr(KEY) not in repr(config)


async def test_a_cancelled_bridge_keeps_what_it_could_not_send(
    receiver: Receiver, tmp_path: Path
) -> None:
    clock = SystemClock()
    reader = SimulatedReader(clock, round_seconds=0.001)
    config = BridgeConfig(
        url=receiver.url, device=DEVICE, key=KEY, spool=tmp_path / "s", reader=reader
    )
    receiver.fates.extend(["503"] * 1000)
    bridge = asyncio.ensure_future(run_bridge(config, clock=clock, stop=asyncio.Event()))
    await receiver.until(lambda: receiver.calls > 0)
    bridge.cancel()
    with pytest.raises(asyncio.CancelledError):
        await bridge
    with Spool(tmp_path / "s") as spool:
        waiting = [event.kind for event in spool.waiting(DEVICE, 9)]
    assert waiting == ["reader_online", "reader_offline"]


class Process:
    """A bridge in a process of its own, with its control port."""

    def __init__(self, process: asyncio.subprocess.Process, control: str, session: ClientSession):
        self._process = process
        self._control = control
        self._session = session

    async def call(self, verb: str, tag: str, headers: dict[str, str] | None = None) -> int:
        url, body = f"{self._control}/{verb}", json.dumps({"tag": tag}).encode()
        headers = {"Content-Type": "application/json"} | (headers or {})
        async with self._session.post(url, data=body, headers=headers) as response:
            return response.status

    async def end(self, number: signal.Signals) -> int:
        self._process.send_signal(number)
        return await self._process.wait()


def _arguments(url: str, folder: Path) -> list[str]:
    key_file = folder / "desk.key"
    if not key_file.exists():
        write_key(key_file, KEY)
    files = ["--key-file", str(key_file), "--spool", str(folder / "spool.db")]
    return ["--url", url, "--device", DEVICE, *files, "--simulate", "--control", "0"]


@asynccontextmanager
async def process(url: str, folder: Path) -> AsyncIterator[Process]:
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "hardware_bridge",
        *_arguments(url, folder),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert started.stdout is not None
    try:
        line = (await started.stdout.readline()).decode()
        async with ClientSession() as session:
            yield Process(started, line.removeprefix("control ").strip(), session)
    finally:
        if started.returncode is None:
            started.kill()
        await started.communicate()


@pytest.mark.parametrize("fate", ["503", "lost", "fine"])
async def test_kill_9_in_mid_stream_leaves_no_gap_and_no_double(
    receiver: Receiver, tmp_path: Path, fate: str
) -> None:
    tags = [f"{number:04X}" for number in range(20)]
    async with process(receiver.url, tmp_path) as bridge:
        await receiver.until(lambda: len(receiver.applied) == 1)
        receiver.fates.extend([fate] * 3)
        for tag in tags:
            await bridge.call("place", tag)
        await receiver.until(lambda: receiver.calls > 1)
        assert await bridge.end(signal.SIGKILL) == -signal.SIGKILL
    receiver.fates.clear()
    async with process(receiver.url, tmp_path) as bridge:
        assert await bridge.call("place", A) == 200
        await receiver.until(lambda: ("tag_seen", A) in _told(receiver))
        assert await bridge.end(signal.SIGTERM) == 0
    seqs = [event.seq for event in receiver.applied]
    assert seqs == list(range(1, len(seqs) + 1))
    assert _told(receiver)[-1] == ("reader_offline", None)


async def test_the_control_port_takes_tags_and_nothing_else(
    receiver: Receiver, tmp_path: Path
) -> None:
    async with process(receiver.url, tmp_path) as bridge:
        assert await bridge.call("place", A) == 200
        assert await bridge.call("place", "a name") == 422
        await receiver.until(lambda: ("tag_seen", A) in _told(receiver))
        assert await bridge.call("lift", A) == 200
        await receiver.until(lambda: ("tag_gone", A) in _told(receiver))
        assert await bridge.call("place", B, {"Content-Type": "text/plain"}) == 415
        assert await bridge.call("place", B, {"Host": "elsewhere.example"}) == 403
