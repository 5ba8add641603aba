"""Drill (恢复演练): the newest backup, restored to a scratch place and checked."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from bot.backups.bundle import read_manifest
from bot.backups.manifest import Manifest
from bot.backups.restore import restore_into, restore_into_database


def drill(file: Path, database_url: str) -> Manifest:
    """Restore and check; nothing is left behind. Raises `BadBackup`, `NoTool`.

    A PostgreSQL backup goes into a scratch database on the server of `database_url`.
    """
    if read_manifest(file).backend == "sqlite":
        with tempfile.TemporaryDirectory() as scratch:
            return restore_into(file, Path(scratch, "house"))
    with _scratch_database(database_url) as url:
        return restore_into_database(file, url)


@contextmanager
def _scratch_database(database_url: str) -> Iterator[str]:
    name = f"danggui_drill_{secrets.token_hex(4)}"
    engine = create_engine(make_url(database_url), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
            try:
                yield make_url(database_url).set(database=name).render_as_string(False)
            finally:
                connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        engine.dispose()
