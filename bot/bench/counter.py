"""The counter (窗口的轻与快): what its page weighs on a first load, and how soon a scan is answered.

The scans are labels of waiting volumes: each is kept as evidence, logged, committed, and answered
with the whole page, lists and all. Three archivists work at once and none of them rests, so that a
scan also waits for the two others: harder than a counter ever is, where somebody scans every few
seconds. What one archivist alone waits is told beside it. Measured on the loopback from the first
byte sent to the last byte of the page; no browser, no network.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

from bot.bench.generator import Answered, Post, fire
from bot.bench.house import BenchHouse, new_house
from bot.bench.machine import folder_on_disk, load
from bot.bench.process import free_port, house_environment, running, seconds_until_ready
from bot.bench.ready_cases import Lend
from bot.bench.row import Row, at_most
from bot.bench.sizes import Sizes
from core.ids import opaque

ARCHIVISTS = 3
WARM_UP = 10
_ASSET = re.compile(r'(?:href|src)="(/static/[^"#]+)')
_MODULE = re.compile(r'^import [^"]*"\./([^"]+)"', re.MULTILINE)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def counter_page_and_scans(sizes: Sizes) -> Iterator[Row]:
    """The page with a full list, then the scans."""
    with _counter(sizes.counter_scans) as (house, port, lends):
        weights = _weights(port, house.staff.tokens[0])
        rounds = [_scans(port, house, lends) for _ in range(sizes.rounds)]
        alone = _scans(port, house, lends, archivists=1)
    yield Row(
        name="counter_page_kb",
        value=round(sum(weights.values()) / 1000, 1),
        unit="kB",
        goal=at_most(100),
        beside={"requests": len(weights), "page_kb": round(weights["/counter"] / 1000, 1)},
        note="headers and bodies as sent, nothing cached, no reader of pictures (wasm)",
    )
    yield Row(
        name="scan_to_answer_p95_ms",
        value=round(median(it.p95_ms for it in rounds), 1),
        unit="ms",
        goal=at_most(100),
        beside={
            "p50_ms": round(median(it.p50_ms for it in rounds), 1),
            "scans_per_s": round(median(it.per_s for it in rounds)),
            "alone_p95_ms": round(alone.p95_ms, 1),
        },
        note=f"{ARCHIVISTS} archivists without rest, {len(rounds)} × {len(lends)} scans, {load()}",
    )


@contextmanager
def _counter(scans: int) -> Iterator[tuple[BenchHouse, int, list[Lend]]]:
    with folder_on_disk() as folder:
        house, port = new_house(folder / "danggui.sqlite"), free_port()
        lends, began = house.ready(scans), perf_counter()
        with running(["bot", "serve"], house_environment(folder, port), folder / "log") as server:
            seconds_until_ready(server, port, "/readyz", began)
            yield house, port, lends


def _scans(
    port: int, house: BenchHouse, lends: list[Lend], archivists: int = ARCHIVISTS
) -> Answered:
    posts = [
        Post("/counter/scan", FORM, urlencode({"scan": label, "key": opaque(24)}).encode())
        for lend in lends
        for label in lend.command.labels
    ]
    tokens = house.staff.tokens[:archivists]
    asyncio.run(fire(port, posts[:WARM_UP], tokens))
    return asyncio.run(fire(port, posts[WARM_UP:], tokens))


def _weights(port: int, token: str) -> dict[str, int]:
    """Bytes of the page and of everything that it fetches by itself, by path."""
    weights: dict[str, int] = {}
    waiting = ["/counter"]
    while waiting:
        path = waiting.pop()
        if path not in weights:
            weights[path], text = _fetched(port, token, path)
            folder = path.rpartition("/")[0]
            waiting += _ASSET.findall(text)
            waiting += [f"{folder}/{name}" for name in _MODULE.findall(text)]
    return weights


def _fetched(port: int, token: str, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}: nothing was measured")
    return len(str(answer.headers).encode()) + len(body), body.decode()
