"""Make a backup (备份): snapshot, check, bundle.

Keys stay out unless asked for: whoever finds the backup then reads no file and signs no log. Keep
them apart, on paper or in a safe; without them the files of a restored house stay shut.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlmodel import Session

from bot import migrate
from bot.backups.bundle import write_bundle
from bot.backups.manifest import BadBackup, Manifest, digest_at
from bot.backups.restore import demand_whole
from bot.backups.snapshot import take_snapshot
from bot.settings import Settings
from core.audit.heads import head_text, load_or_create_key, sign_head
from core.audit.signing_key import public_bytes
from core.database import Database

SUFFIX = ".danggui"


@dataclass(frozen=True, slots=True)
class MadeBackup:
    file: Path
    manifest: Manifest


def make_backup(settings: Settings, folder: Path, at: datetime, *, with_keys: bool) -> MadeBackup:
    """Write `folder/danggui-<time>.danggui`. Raises `NoTool`, `BadBackup` if the log is not whole.

    Files are copied after the database: every file that its rows name is there by then.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".snapshot-") as scratch:
            made = _make(settings, database, Path(scratch), at, with_keys)
            to = folder / f"danggui-{at.astimezone(UTC):%Y%m%dT%H%M%S}Z{SUFFIX}"
            write_bundle(to, *made)
    finally:
        database.close()
    return MadeBackup(to, made[0])


def newest_backup(folder: Path) -> Path | None:
    """The latest by name, which is by time."""
    return max(folder.glob(f"danggui-*{SUFFIX}"), default=None)


def _make(
    settings: Settings, database: Database, scratch: Path, at: datetime, with_keys: bool
) -> tuple[Manifest, dict[str, Path]]:
    revision = migrate.revision(database)
    if revision is None:
        raise BadBackup("There is nothing to back up: the database is empty.")
    key = load_or_create_key(settings.keys_dir)
    with database.writing() as connection, Session(connection) as session:
        head = head_text(sign_head(session, key, at))
        session.commit()
    snapshot = take_snapshot(database, scratch)
    public_key = public_bytes(key).hex()
    demand_whole(database if not database.is_sqlite else snapshot, head, public_key)
    sources = {snapshot.name: snapshot, **dict(_beside(settings, with_keys))}
    manifest = Manifest(
        made_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        backend=database.url.get_backend_name(),
        revision=revision,
        head=head,
        public_key=public_key,
        with_keys=with_keys,
        files={name: digest_at(path) for name, path in sources.items()},
    )
    return manifest, sources


def _beside(settings: Settings, with_keys: bool) -> Iterator[tuple[str, Path]]:
    """The kept files, and the keys if they are wanted, by their names in the backup."""
    blobs = urlsplit(settings.blob_url)
    if blobs.scheme == "file":
        yield from _tree("blobs", Path(unquote(blobs.path)))
    if with_keys:
        yield from _tree("keys", settings.keys_dir)


def _tree(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{name}/{path.relative_to(folder).as_posix()}", path
