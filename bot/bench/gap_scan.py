"""Counting gaps in bulk (查缺核算的速度): dossiers a second, and whether each costs more in a large archive.

Stretch after stretch of dossiers that nobody has counted, through the whole command, commit included;
a small and a large house take turns. Each cadre owes some forty papers and holds none.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, text

from bot.bench.bulk import fill
from bot.bench.house import BenchHouse, new_house
from bot.bench.lending import lending
from bot.bench.machine import folder_on_disk, load
from bot.bench.row import Row, at_most
from bot.bench.sizes import Sizes
from core.database import Database
from core.gaps.count_gaps import AT_ONCE, CountGaps
from core.ids import opaque
from core.principal import Principal
from rules.book import load_book
from rules.judge import Judge

GAPS_THERE = 2  # of each dossier, so that the table is as large as the archive
_LIVES = (
    "UPDATE cadre SET began_work = '2008-07', personnel_kind = 'civil_servant',"
    " party_standing = 'cpc_member', fulltime_education = '大学', inservice_education = '研究生'"
)
_COUNTED = (
    "INSERT INTO gap (ref, dossier_id, unit_id, kind, occasion, owner, seen_by, best, state,"
    " explanation, found_at, version) SELECT printf('B%09d%d', d.id, n.v), d.id, :unit, '3-1',"
    " CAST(2007 + n.v AS TEXT), 'unit', 'contact', 'original', 'open', '', :at, 1"
    " FROM dossier d JOIN (SELECT 1 AS v UNION ALL SELECT 2) n ORDER BY d.id"
)


class NotCounted(RuntimeError):
    """A stretch that should have been counted was not: nothing was measured."""


@dataclass(slots=True)
class _Scan:
    """A house and how far it has been counted."""

    house: BenchHouse
    after: int = 0
    found: int = 0


def gap_scan(sizes: Sizes) -> Iterator[Row]:
    """The rate in the large house, and what a dossier costs there beside the small one."""
    law, rates, ratios = Judge(load_book()), [], []
    with folder_on_disk() as folder:
        began = time.perf_counter()
        few = _Scan(_house(folder / "few.sqlite", sizes.few_dossiers))
        many = _Scan(_house(folder / "many.sqlite", sizes.many_dossiers))
        filled = time.perf_counter() - began
        for _ in range(sizes.rounds):
            small = asyncio.run(_seconds(few, law, sizes.gap_scans))
            large = asyncio.run(_seconds(many, law, sizes.gap_scans))
            rates.append(sizes.gap_scans / large)
            ratios.append(large / small)
    counted = sizes.rounds * sizes.gap_scans
    note = f"median of {sizes.rounds} rounds, stretches of {AT_ONCE}, filled in {filled:.0f} s, {load()}"
    beside = {"dossiers": sizes.many_dossiers, "gaps_a_dossier": round(many.found / counted)}
    yield Row(
        name="gap_scan_dossiers_per_s",
        value=round(median(rates)),
        unit="dossiers/s",
        beside=beside,
        note=note,
    )
    yield Row(
        name="growth_gap_scan",
        value=round(median(ratios), 2),
        unit="times",
        goal=at_most(1.2),
        beside={"dossiers": [sizes.many_dossiers, sizes.few_dossiers]},
        note=note,
    )


def _house(path: Path, dossiers: int) -> BenchHouse:
    house = new_house(path)
    database = Database(house.url)
    try:
        with database.writing() as connection:
            fill(connection, dossiers, house.staff.room, house.staff.unit)
            _live(connection, house.staff.unit)
    finally:
        database.close()
    return house


def _live(connection: Connection, unit: int) -> None:
    """Every cadre has worked since 2008; two gaps of each stand there already."""
    connection.execute(text(_LIVES))
    connection.execute(text(_COUNTED), {"unit": unit, "at": "2026-11-01 00:00:00.000000"})
    connection.execute(text("ANALYZE"))


async def _seconds(scan: _Scan, law: Judge, dossiers: int) -> float:
    """How long it takes to count so many more."""
    with lending(scan.house, law) as dispatch:
        who, left = Principal.member(scan.house.staff.head, "desk"), dossiers
        began = time.perf_counter()
        while left > 0:
            command = CountGaps(
                room_id=scan.house.staff.room, after=scan.after, at_once=min(AT_ONCE, left)
            )
            outcome = await dispatch(who, command, f"scan:{opaque(16)}")
            if not outcome.done or not outcome.data["dossiers"]:
                raise NotCounted(outcome.code)
            scan.after = outcome.data["next"] or scan.after
            scan.found += outcome.data["found"] + GAPS_THERE * outcome.data["dossiers"]
            left -= outcome.data["dossiers"]
        return time.perf_counter() - began
