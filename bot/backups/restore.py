"""Restore a backup (恢复) into an empty place, and believe nothing before it was checked."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from bot.backups import postgres_tools
from bot.backups.bundle import sync_folder, unpack
from bot.backups.manifest import BadBackup, Manifest
from bot.backups.snapshot import demand_integrity
from bot.log_check import check_log
from bot.migrate import known_revisions
from core.database import Database


def restore_into(file: Path, folder: Path) -> Manifest:
    """Make `folder` a DATA_DIR from the backup; it is complete or not there.

    Raises `BadBackup` for a bad or PostgreSQL backup, FileExistsError unless the folder is empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        manifest = unpack(file, draft)
        if manifest.backend != "sqlite":
            raise BadBackup("This is a PostgreSQL backup: restore it --into an empty database.")
        _demand_known(manifest)
        demand_whole(draft / manifest.database, manifest.head, manifest.public_key)
        os.replace(draft, folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def restore_into_database(file: Path, url: str, files_to: Path | None = None) -> Manifest:
    """Load a PostgreSQL backup into an empty database; its kept files go to `files_to`.

    Raises `BadBackup`, `NoTool`, FileExistsError when the database has tables.
    """
    database = Database(url)
    try:
        _demand_empty(database)
        with tempfile.TemporaryDirectory() as scratch:
            manifest = unpack(file, Path(scratch))
            if manifest.backend != "postgresql":
                raise BadBackup("This is a SQLite backup: restore it --into a folder.")
            _demand_known(manifest)
            postgres_tools.load(database.url, Path(scratch, manifest.database))
            demand_whole(database, manifest.head, manifest.public_key)
            if files_to is not None:
                Path(scratch, manifest.database).unlink()
                shutil.copytree(scratch, files_to)
    finally:
        database.close()
    return manifest


def demand_whole(place: Path | Database, head: str, public_key: str) -> None:
    """Raise `BadBackup` unless the database is intact and its log is whole and extends the head."""
    if isinstance(place, Database):
        _demand_log(place, head, public_key)
        return
    demand_integrity(place)
    database = Database(f"sqlite:///{place}")
    try:
        _demand_log(database, head, public_key)
    finally:
        database.close()


def _demand_log(database: Database, head: str, public_key: str) -> None:
    with database.reading() as session:
        checked = check_log(session, [bytes.fromhex(public_key)], [head])
    if not checked.whole:
        raise BadBackup(checked.said())


def _demand_known(manifest: Manifest) -> None:
    if manifest.revision not in known_revisions():
        raise BadBackup(f"A later version made it (revision {manifest.revision}).")


def _demand_empty(database: Database) -> None:
    from sqlalchemy import inspect

    if database.is_sqlite or inspect(database.engine).get_table_names():
        raise FileExistsError("The database is not an empty PostgreSQL database.")
