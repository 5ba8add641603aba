"""A snapshot of the database (数据库快照), taken beside a working writer.

`VACUUM INTO` reads one state and compacts it; SQLite's page-wise backup starts over with every
foreign write and did not finish under load.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.backups import postgres_tools
from bot.backups.manifest import DATABASES, BadBackup
from core.database import Database


def take_snapshot(database: Database, folder: Path) -> Path:
    """Write the database as it is now into `folder`; gives the file. Raises `NoTool`."""
    to = folder / DATABASES[database.url.get_backend_name()]
    if not database.is_sqlite:
        postgres_tools.dump(database.url, to)
        return to
    with closing(sqlite3.connect(str(database.url.database), isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout=10000")
        connection.execute("VACUUM INTO ?", (str(to),))
    with to.open("rb") as file:
        os.fsync(file.fileno())
    return to


def demand_integrity(path: Path) -> None:
    """Raise `BadBackup` unless SQLite finds the file whole and its references kept."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if said != "ok" or dangling:
        raise BadBackup(f"The database is damaged: {said if said != 'ok' else dangling}")
