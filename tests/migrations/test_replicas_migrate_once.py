"""两个进程同时启动，只升级一次 / Replicas that start together migrate the database once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bot import migrate
from core.database import Database


def test_four_starts_at_once_leave_one_whole_schema(database_url: str) -> None:
    together = Barrier(4)

    def start(_n: int) -> None:
        together.wait()
        migrate.upgrade(database_url)

    with ThreadPoolExecutor(4) as starts:
        list(starts.map(start, range(4)))
    database = Database(database_url)
    assert migrate.revision(database) == migrate.newest()
    database.close()
