"""The import of a roster (导入花名册): workbook in, dossiers with volumes and slots written."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from bot.bench.house import new_house
from bot.bench.machine import fdatasync_per_s, folder_on_disk, load
from bot.bench.roster_file import write_roster
from bot.bench.row import Row, at_least
from bot.bench.sizes import Sizes
from bot.clock import SystemClock
from core.clock import local_date
from core.database import Database
from core.dispatch import Dispatch
from core.holdings.import_roster import ImportRoster
from core.holdings.roster import RosterRow, read_roster
from core.principal import Principal
from rules.book import load_book
from rules.judge import Judge

SEED = 7


def import_rows_per_s(sizes: Sizes) -> Iterator[Row]:
    """People a second, from opening the workbook until the commit."""
    with folder_on_disk() as folder:
        house, workbook = new_house(folder / "import.sqlite"), folder / "roster.xlsx"
        write_roster(workbook, SEED, sizes.roster)
        disk = fdatasync_per_s(folder)
        began = time.perf_counter()
        people = _read(workbook)
        read_s = time.perf_counter() - began
        _write(house.url, people)
        seconds = time.perf_counter() - began
    yield Row(
        name="import_rows_per_s",
        value=round(sizes.roster / seconds),
        unit="rows/s",
        goal=at_least(1_000),
        beside={
            "rows": sizes.roster,
            "reading_s": round(read_s, 2),
            "writing_s": round(seconds - read_s, 2),
            "fdatasync_per_s": disk,
        },
        note=load(),
    )


def _read(workbook: Path) -> list[RosterRow]:
    roster = read_roster(workbook, as_of=local_date(SystemClock().now()))
    if roster.problems:
        raise ValueError(f"the measured roster has problems: {roster.problems[0].code}")
    return roster.rows


def _write(url: str, people: list[RosterRow]) -> None:
    database = Database(url)
    dispatch = Dispatch(database, Judge(load_book(), twin_only=True), SystemClock())
    command = ImportRoster(rows=tuple(people))
    try:
        outcome = asyncio.run(_done(dispatch, command))
    finally:
        dispatch.close()
    if outcome != len(people):
        raise ValueError(f"{outcome} of {len(people)} were imported")


async def _done(dispatch: Dispatch, command: ImportRoster) -> int:
    outcome = await dispatch(Principal.setup(), command, "bench")
    return int(outcome.data.get("imported", 0))
