"""一个抢卷的进程 / One process of a race: hands over every case it is given, then says what became of it.

It says "ready", waits for a word, and says how many outcomes of each code there were.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from multiprocessing.connection import Connection
from typing import Any

from core.custody.hand_over import HandOver
from core.database import Database
from core.dispatch import Dispatch
from core.principal import Principal
from tests.support.clock import FixedClock
from tests.support.house import shipped_law

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


def run(url: str, archivist: int, rows: list[dict[str, Any]], pipe: Connection) -> None:
    """Race for every case of these rows as this archivist."""
    dispatch = Dispatch(Database(url), shipped_law(), FixedClock())
    pipe.send("ready")
    pipe.recv()
    pipe.send(asyncio.run(race(dispatch, archivist, rows)))
    dispatch.close()
