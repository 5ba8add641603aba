"""Blob store (文件库): sealed files in a folder or an S3 bucket, never overwritten."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import LocalStore, S3Store

from core.errors import CodedError
from core.files.blob_url import place_of


class StoreFailed(CodedError):
    """The file store did not answer as it should; the file was not stored or not read."""

    code = "store_failed"

    def __init__(self, *, permanent: bool) -> None:
        super().__init__()
        self.permanent = permanent


class BlobMissing(CodedError):
    """The file store has no blob of this name."""

    code = "blob_missing"


class BlobStore:
    """Named blobs; names are 64 hex digits, spread over folders by their first two."""

    def __init__(self, store: LocalStore | S3Store, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def from_url(cls, url: str) -> BlobStore:
        """The store that `BLOB_URL` names. Raises `BadValue` with what is wrong."""
        place = place_of(url)
        return cls.in_folder(place) if isinstance(place, Path) else cls(place)

    @classmethod
    def in_folder(cls, folder: Path) -> BlobStore:
        """A store in `folder`, which is made if it is not there (mode 0700)."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(LocalStore(folder), folder)

    async def put(self, name: str, sealed: bytes) -> None:
        """Store durably under a new name. Raises `StoreFailed`; also if the name is taken."""
        with _outside():
            # obstore ignores mode="create" for multipart uploads and would overwrite silently.
            await obstore.put_async(
                self._store, _path(name), sealed, mode="create", use_multipart=False
            )
        if self._folder:
            await asyncio.to_thread(_make_durable, self._folder / _path(name))

    async def get(self, name: str) -> bytes:
        """The blob's bytes. Raises `BlobMissing`, `StoreFailed`."""
        with _outside():
            found = await obstore.get_async(self._store, _path(name))
            return bytes(await found.bytes_async())

    async def delete(self, name: str) -> None:
        """Remove the blob; one that is not there is no error. Raises `StoreFailed`."""
        with suppress(BlobMissing), _outside():
            await obstore.delete_async(self._store, _path(name))

    async def names(self, *, stored_before: datetime) -> list[str]:
        """Names of the blobs last written before a moment (timezone-aware)."""
        with _outside():
            batches = [batch async for batch in obstore.list(self._store)]
        return [
            blob["path"].rpartition("/")[2]
            for batch in batches
            for blob in batch
            if blob["last_modified"] < stored_before
        ]

    def sweep_drafts(self, *, stored_before: datetime) -> int:
        """Remove drafts (`name#1`) that a killed write left in the folder; how many there were."""
        drafts = self._folder.glob("*/*#*") if self._folder else ()
        before = stored_before.timestamp()
        old = [draft for draft in drafts if draft.stat().st_mtime < before]
        for draft in old:
            draft.unlink(missing_ok=True)
        return len(old)


def _path(name: str) -> str:
    return f"{name[:2]}/{name}"


def _make_durable(path: Path) -> None:
    # obstore renames without fsync; an acknowledged file must survive a power cut.
    for target in (path, path.parent, path.parent.parent):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _outside() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as failure:
        raise BlobMissing from failure
    except (PermissionDeniedError, UnauthenticatedError) as failure:
        raise StoreFailed(permanent=True) from failure
    except (BaseError, OSError) as failure:
        raise StoreFailed(permanent=False) from failure
