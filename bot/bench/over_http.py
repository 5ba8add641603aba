"""The lend through the web (经网页接口出库): 20 clients in a closed loop, with every check.

Server and load are separate processes. The server is `danggui serve` with all its roles: the sender
that redraws the cards of every lend runs in it meanwhile, as it does for a user.
"""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import orjson
from sqlmodel import col, func, select

from bot.bench.generator import Answered, Post, fire
from bot.bench.house import BenchHouse, new_house
from bot.bench.machine import fdatasync_per_s, folder_on_disk, load
from bot.bench.process import free_port, halted, house_environment, running, seconds_until_ready
from bot.bench.ready_cases import Lend
from bot.bench.row import Row, at_least, at_most
from bot.bench.sizes import Sizes
from core.database import Database
from core.ids import opaque
from core.outbox.message import Message, MessageState

PATH = "/api/v1/commands/hand_over"
WARM_UP = 20


@dataclass(slots=True)
class Round:
    """One round: ours, the bare handler's, and the disk's."""

    ours: Answered
    bare: Answered
    fdatasync: int


def lend_over_http(sizes: Sizes) -> Iterator[Row]:
    """Answers a second and the 95th percentile, beside a bare aiohttp handler."""
    with folder_on_disk() as folder, ExitStack() as stack:
        house = new_house(folder / "danggui.sqlite")
        wanted = sizes.http_lends * sizes.http_rounds + WARM_UP
        posts = [_post(lend) for lend in house.ready(wanted)]
        own = free_port()
        bare = free_port()
        server = _started(stack, ["bot", "serve"], folder, own)
        _started(stack, ["bot.bench.bare_server", str(bare), str(folder / "bare.db")], folder, bare)
        _fire(own, posts[:WARM_UP], house)
        rounds = []
        for number in range(sizes.http_rounds):
            start = WARM_UP + number * sizes.http_lends
            rounds.append(_round(server, (own, bare), posts[start:][: sizes.http_lends], house))
        unsent = _unsent(house)
    yield from _rows(rounds, sizes, unsent)


def _started(
    stack: ExitStack, arguments: list[str], folder: Path, port: int
) -> subprocess.Popen[bytes]:
    began, log = time.perf_counter(), folder / f"{port}.log"
    server = stack.enter_context(running(arguments, house_environment(folder, port), log))
    seconds_until_ready(server, port, "/readyz", began)
    return server


def _round(
    server: subprocess.Popen[bytes], ports: tuple[int, int], posts: list[Post], house: BenchHouse
) -> Round:
    with halted(server):
        disk = fdatasync_per_s(house.path.parent)
        bare = _fire(ports[1], [Post("/insert", {}, post.body) for post in posts], house)
    return Round(_fire(ports[0], posts, house), bare, disk)


def _rows(rounds: list[Round], sizes: Sizes, unsent: int) -> Iterator[Row]:
    middle = sorted(rounds, key=lambda r: r.ours.per_s)[len(rounds) // 2]
    note = (
        f"20 clients, {len(rounds)} × {sizes.http_lends} lends, sender running"
        f" ({unsent} cards still to draw), {load()}"
    )
    disk = round(median(r.fdatasync for r in rounds))
    yield Row(
        name="lend_http_per_s",
        value=round(middle.ours.per_s),
        unit="lends/s",
        goal=at_least(500),
        beside={
            "bare_insert_per_s": round(median(r.bare.per_s for r in rounds)),
            "fdatasync_per_s": disk,
            "aim": 800,
        },
        note=note,
    )
    yield Row(
        name="lend_http_p95_ms",
        value=round(median(r.ours.p95_ms for r in rounds), 1),
        unit="ms",
        goal=at_most(50),
        beside={
            "p50_ms": round(median(r.ours.p50_ms for r in rounds), 1),
            "bare_insert_p95_ms": round(median(r.bare.p95_ms for r in rounds), 1),
            "fdatasync_per_s": disk,
        },
        note=note,
    )


def _post(lend: Lend) -> Post:
    command = lend.command
    body = {
        "request": command.request,
        "labels": command.labels,
        "seen_version": command.seen_version,
    }
    return Post(PATH, {"Idempotency-Key": opaque(16)}, orjson.dumps(body))


def _fire(port: int, posts: list[Post], house: BenchHouse) -> Answered:
    return asyncio.run(fire(port, posts, house.staff.tokens))


def _unsent(house: BenchHouse) -> int:
    database = Database(house.url)
    try:
        with database.reading() as session:
            waiting = select(func.count()).where(col(Message.state) != MessageState.SENT)
            return session.exec(waiting).one()
    finally:
        database.close()
