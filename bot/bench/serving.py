"""The server at rest (启动与内存): how soon it is ready on an existing database, and its memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from bot.bench.house import new_house
from bot.bench.machine import folder_on_disk, load
from bot.bench.process import (
    free_port,
    house_environment,
    resident_mb,
    running,
    seconds_until_ready,
)
from bot.bench.row import Row, at_most
from bot.bench.sizes import Sizes


def serving_at_rest(sizes: Sizes) -> Iterator[Row]:
    """From the process's start until /readyz is 200; then the memory after a rest."""
    ready: list[float] = []
    memory: list[float] = []
    with folder_on_disk() as folder:
        new_house(folder / "danggui.sqlite")
        for number in range(sizes.rounds):
            port, began = free_port(), time.perf_counter()
            log = folder / f"serve-{number}.log"
            with running(["bot", "serve"], house_environment(folder, port), log) as server:
                ready.append(seconds_until_ready(server, port, "/readyz", began))
                time.sleep(sizes.rest_s)
                memory.append(resident_mb(server.pid))
    note = f"{sizes.rounds} starts, all roles, {load()}"
    yield Row(
        name="ready_s",
        value=round(median(ready), 2),
        unit="s",
        goal=at_most(3),
        beside={"slowest_s": round(max(ready), 2), "python_alone_s": round(_python_s(), 2)},
        note=note,
    )
    yield Row(
        name="rss_mb",
        value=round(median(memory)),
        unit="MB",
        goal=at_most(200),
        beside={"largest_mb": round(max(memory))},
        note=f"{sizes.rest_s:g} s after ready; {note}",
    )


def _python_s() -> float:
    """What starting any Python process costs here."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began
