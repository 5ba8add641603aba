"""The lend without the web (出库交接的速度): beside the textbook, and beside single commits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from bot.bench.crowd import crowd
from bot.bench.house import BenchHouse, new_house
from bot.bench.machine import fdatasync_per_s, folder_on_disk, load
from bot.bench.ready_cases import Lend
from bot.bench.row import Row, at_least
from bot.bench.sizes import Sizes
from bot.bench.textbook import Textbook, textbook_engine
from bot.clock import SystemClock
from core.database import Database
from core.dispatch import Dispatch
from core.ids import opaque
from core.outcome import Outcome
from core.principal import Principal
from core.writer import GROUP, GroupWriter
from rules.book import load_book
from rules.judge import Judge

CLIENTS = 16


class NotLent(RuntimeError):
    """A lend that should have gone through did not: nothing was measured."""


def lend_vs_textbook(sizes: Sizes) -> Iterator[Row]:
    """Our whole command beside the same work by AsyncSession and aiosqlite, in turns."""
    law, ratios, ours, theirs, disk = Judge(load_book()), [], [], [], []
    with folder_on_disk() as folder:
        own, other = new_house(folder / "own.sqlite"), new_house(folder / "textbook.sqlite")
        for _ in range(sizes.rounds):
            disk.append(fdatasync_per_s(folder))
            ours.append(_own_rate(own, own.ready(sizes.lends), law, GROUP))
            theirs.append(_textbook_rate(other, other.ready(sizes.textbook_lends), law))
            ratios.append(ours[-1] / theirs[-1])
    yield Row(
        name="lend_vs_textbook",
        value=round(median(ratios), 2),
        unit="times",
        goal=at_least(2.5),
        beside={
            "lends_per_s": round(median(ours)),
            "textbook_lends_per_s": round(median(theirs)),
            "fdatasync_per_s": round(median(disk)),
        },
        note=f"median of {sizes.rounds} rounds in turns, {CLIENTS} clients, {load()}",
    )


def lend_grouped_vs_single(sizes: Sizes) -> Iterator[Row]:
    """Up to 64 commands a COMMIT beside one command a COMMIT, the same commands."""
    law, ratios, grouped, single, disk = Judge(load_book()), [], [], [], []
    with folder_on_disk() as folder:
        house = new_house(folder / "grouped.sqlite")
        for _ in range(sizes.rounds):
            disk.append(fdatasync_per_s(folder))
            grouped.append(_own_rate(house, house.ready(sizes.single_lends), law, GROUP))
            single.append(_own_rate(house, house.ready(sizes.single_lends), law, 1))
            ratios.append(grouped[-1] / single[-1])
    yield Row(
        name="lend_grouped_vs_single",
        value=round(median(ratios), 2),
        unit="times",
        beside={
            "grouped_per_s": round(median(grouped)),
            "single_per_s": round(median(single)),
            "fdatasync_per_s": round(median(disk)),
        },
        note=f"{CLIENTS} clients, median of {sizes.rounds} rounds in turns, {load()}",
    )


def _own_rate(house: BenchHouse, lends: list[Lend], law: Judge, group: int) -> float:
    with lending(house, law, group) as dispatch:

        async def do(_client: int, lend: Lend) -> None:
            await lend_once(dispatch, house, lend)

        return len(lends) / asyncio.run(crowd(lends, CLIENTS, do))


async def lend_once(dispatch: Dispatch, house: BenchHouse, lend: Lend) -> None:
    """One lend by its archivist; raises NotLent."""
    who = Principal.member(house.staff.archivists[lend.archivist], "api")
    _demand_done(await dispatch(who, lend.command, opaque(16)))


@contextmanager
def lending(house: BenchHouse, law: Judge, group: int = GROUP) -> Iterator[Dispatch]:
    """The house open for commands, up to `group` of them a COMMIT."""
    database, clock = Database(house.url), SystemClock()
    dispatch = Dispatch(database, law, clock, GroupWriter(database, clock, group))
    try:
        yield dispatch
    finally:
        dispatch.close()


def _textbook_rate(house: BenchHouse, lends: list[Lend], law: Judge) -> float:
    return len(lends) / asyncio.run(_textbook_seconds(house, lends, law))


async def _textbook_seconds(house: BenchHouse, lends: list[Lend], law: Judge) -> float:
    engine = textbook_engine(str(house.path))
    shop = Textbook(engine, law, SystemClock())

    async def do(_client: int, lend: Lend) -> None:
        who = house.staff.archivists[lend.archivist]
        _demand_done(await shop.lend(who, lend.command, opaque(16)))

    try:
        return await crowd(lends, CLIENTS, do)
    finally:
        await engine.dispose()


def _demand_done(outcome: Outcome) -> None:
    if not outcome.done:
        raise NotLent(outcome.code)
