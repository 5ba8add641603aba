"""A measured house (测量用档案室): a database of today's schema with its people, in one folder."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.bench.ready_cases import Lend, prepare
from bot.bench.staff import Staff, appoint
from bot.clock import SystemClock
from bot.migrate import upgrade
from core.database import Database


@dataclass(frozen=True, slots=True)
class BenchHouse:
    """The file, and who is in it."""

    path: Path
    staff: Staff

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def ready(self, count: int) -> list[Lend]:
        """`count` more cases, each good for one lend within the next ten minutes."""
        database = Database(self.url)
        try:
            with database.writing() as connection:
                return prepare(connection, self.staff, count, SystemClock().now())
        finally:
            database.close()


def new_house(path: Path) -> BenchHouse:
    """An empty house at the newest revision, with its staff."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_laid_out())
    database = Database(f"sqlite:///{path}")
    try:
        with database.writing() as connection:
            staff = appoint(connection, SystemClock().now())
    finally:
        database.close()
    return BenchHouse(path, staff)


@cache
def _laid_out() -> bytes:
    """An empty house, once a process: every measurement wants one, and to lay it out takes a second."""
    with tempfile.TemporaryDirectory(prefix="danggui-bench-") as folder:
        path = Path(folder) / "house.db"
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()
