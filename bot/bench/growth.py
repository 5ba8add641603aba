"""A lend in a large archive (档案多了之后): its 95th percentile at a million dossiers and at ten thousand.

One lend after the other, so that nothing but the size of the tables differs; the two houses take
turns, and the disk is shared.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from bot.bench.bulk import fill
from bot.bench.house import BenchHouse, new_house
from bot.bench.lending import lend_once, lending
from bot.bench.machine import folder_on_disk, load
from bot.bench.row import Row, at_most
from bot.bench.sizes import Sizes
from core.database import Database
from rules.book import load_book
from rules.judge import Judge


def growth_lend_p95(sizes: Sizes) -> Iterator[Row]:
    """How many times longer a lend takes where there are a hundred times as many dossiers."""
    law, small, large = Judge(load_book()), [], []
    with folder_on_disk() as folder:
        began = time.perf_counter()
        few = _house(folder / "few.sqlite", sizes.few_dossiers)
        many = _house(folder / "many.sqlite", sizes.many_dossiers)
        filled = time.perf_counter() - began
        for _ in range(sizes.rounds):
            small.append(_p95(few, law, sizes.growth_lends))
            large.append(_p95(many, law, sizes.growth_lends))
    ratios = [many_ms / few_ms for many_ms, few_ms in zip(large, small, strict=True)]
    yield Row(
        name="growth_lend_p95",
        value=round(median(ratios), 2),
        unit="times",
        goal=at_most(1.5),
        beside={
            "dossiers": [sizes.many_dossiers, sizes.few_dossiers],
            "p95_ms": [round(median(large), 2), round(median(small), 2)],
        },
        note=f"median of {sizes.rounds} rounds in turns, filled in {filled:.0f} s, {load()}",
    )


def _house(path: Path, dossiers: int) -> BenchHouse:
    house = new_house(path)
    database = Database(house.url)
    try:
        with database.writing() as connection:
            fill(connection, dossiers, house.staff.room, house.staff.unit)
    finally:
        database.close()
    return house


def _p95(house: BenchHouse, law: Judge, count: int) -> float:
    """Milliseconds; a few lends go first, unmeasured, to warm the connection."""
    return asyncio.run(_timed(house, law, count))


async def _timed(house: BenchHouse, law: Judge, count: int) -> float:
    lends, took = house.ready(count + WARM_UP), []
    with lending(house, law) as dispatch:
        for lend in lends:
            began = time.perf_counter()
            await lend_once(dispatch, house, lend)
            took.append(1000 * (time.perf_counter() - began))
    return quantiles(took[WARM_UP:], n=20)[-1]


WARM_UP = 10
