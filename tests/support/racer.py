"""一个抢卷的进程 / One process of a race: hands over every case it is given, then says what became of it.

`python -m tests.support.racer URL CASES FIRST`: CASES is a JSON file of hand-overs, FIRST which
archivist it is. It says "ready", waits for a line, and prints how many outcomes of each code.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import orjson

from core.custody.hand_over import HandOver
from core.database import Database
from core.dispatch import Dispatch
from core.principal import Principal
from rules.book import load_book
from rules.judge import Judge
from tests.support.clock import FixedClock

AT_ONCE = 16


async def race(dispatch: Dispatch, archivist: int, rows: list[dict[str, Any]]) -> Counter[str]:
    """Try them all, sixteen under way at a time; an exception counts by its name."""
    counted: Counter[str] = Counter()
    random.Random(archivist).shuffle(rows)  # both cases of a volume meet in every order
    waiting = iter(enumerate(rows))

    async def try_next() -> None:
        for number, row in waiting:
            labels = tuple(row["labels"])
            command = HandOver(request=row["request"], labels=labels, seen_version=row["version"])
            try:
                principal = Principal.member(archivist, "race")
                outcome = await dispatch(principal, command, f"race-{number}")
                counted[outcome.code or "done"] += 1
            except Exception as error:
                counted[f"{type(error).__name__}: {error}"[:120]] += 1

    await asyncio.gather(*(try_next() for _ in range(AT_ONCE)))
    return counted


def main(url: str, cases: str, archivist: str) -> None:
    rows = orjson.loads(Path(cases).read_bytes())
    dispatch = Dispatch(Database(url), Judge(load_book()), FixedClock())
    print("ready", flush=True)
    sys.stdin.readline()
    counted = asyncio.run(race(dispatch, int(archivist), rows))
    dispatch.close()
    print(orjson.dumps(counted).decode(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
