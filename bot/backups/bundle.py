"""The one file of a backup: a tar with the manifest first, complete or not there at all."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from bot.backups.manifest import NAME, PIECE, BadBackup, Manifest, digest_of


def write_bundle(to: Path, manifest: Manifest, sources: Mapping[str, Path]) -> None:
    """Write manifest and files durably under `to`; a crash leaves only a `.partial`."""
    draft = to.with_name(f".{to.name}.partial")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add_bytes(tar, NAME, manifest.to_json())
            for name in manifest.files:
                tar.add(sources[name], arcname=name, recursive=False, filter=_anonymous)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, to)
    sync_folder(to.parent)


def read_manifest(file: Path) -> Manifest:
    """The manifest of a backup. Raises `BadBackup`, or OSError if the file cannot be read."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            first = tar.next()
            if first is None or first.name != NAME:
                raise BadBackup("This is no backup: it does not begin with a manifest.")
            return Manifest.from_json(_content(tar, first).read())
    except tarfile.TarError as error:
        raise BadBackup("This is no backup, or it was cut short.") from error


def unpack(file: Path, into: Path) -> Manifest:
    """Write the backup's files under `into`, each checked against the manifest."""
    manifest = read_manifest(file)
    missing = set(manifest.files)
    try:
        with tarfile.open(file, mode="r:") as tar:
            for member in tar:
                if member.name in missing:
                    _take_out(tar, member, into / member.name, manifest.files[member.name])
                    missing.discard(member.name)
    except tarfile.TarError as error:
        raise BadBackup("The backup was cut short.") from error
    if missing:
        raise BadBackup(f"The backup lacks {sorted(missing)[0]} and {len(missing) - 1} more.")
    return manifest


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, to: Path, digest: str) -> None:
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = _content(tar, member)
    handle = os.open(to, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w+b") as target:
        while piece := source.read(PIECE):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
        target.seek(0)
        if digest_of(target) != digest:
            raise BadBackup(f"{member.name} is not what was backed up.")


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member) if member.isreg() else None
    if content is None:
        raise BadBackup(f"{member.name} is not a plain file.")
    return content


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info
