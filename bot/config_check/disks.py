"""Where we keep things (存放): folders, the modes of keys, disks of a network, forms of a room."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bot.config_check.finding import Finding
from bot.file_systems import NETWORK_FILE_SYSTEMS, file_system_of
from bot.settings import BACKENDS, Settings


def folders(settings: Settings) -> Iterator[Finding]:
    for name, folder in (("DATA_DIR", settings.data_dir), ("KEYS_DIR", settings.keys_dir)):
        there = _nearest(folder)
        if not os.access(there, os.W_OK | os.X_OK) or not there.is_dir():
            yield Finding(name, f"cannot write in {there}", True)


def key_modes(settings: Settings) -> Iterator[Finding]:
    if not settings.keys_dir.is_dir() or os.name != "posix":
        return
    for path in sorted(settings.keys_dir.iterdir()):
        if path.is_file() and path.stat().st_mode & 0o077:
            yield Finding("KEYS_DIR", f"{path.name} can be read by others; chmod 600", True)


def network_disk(settings: Settings) -> Iterator[Finding]:
    from sqlalchemy.engine import make_url

    url = make_url(settings.database_url)
    if url.get_backend_name() != BACKENDS[0] or not url.database:
        return
    kind = file_system_of(_nearest(Path(url.database).absolute().parent))
    if kind in NETWORK_FILE_SYSTEMS:
        said = f"SQLite on {kind} loses data; use a local disk or PostgreSQL"
        yield Finding("DATABASE_URL", said, True)


def room_forms(settings: Settings) -> Iterator[Finding]:
    from bot.web.forms.own_template import problems

    for path, said in problems(settings.data_dir):
        yield Finding("DATA_DIR", f"forms/{path.parent.name}/{path.name}: {said}", False)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())
