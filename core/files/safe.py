"""Safe (保险柜): sealed files in the blob store, each under a key of its own.

Only its row can open a file: it holds the wrapped key. Erasing destroys that key, which makes
every copy of the blob unreadable, also those in backups of the blob store.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from io import BufferedIOBase
from typing import Protocol

from core.files.blob_store import BlobStore
from core.files.sealing import SealBroken, seal, unseal
from core.files.vault import Vault, WrappedKey

REFERENCE_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file in the safe: its opaque reference, its blob's name, its wrapped key, its marks."""

    ref: str
    sha256_name: str
    key: WrappedKey
    content_mark: str


class Stored(Protocol):
    """What the safe needs to know of a row; `StoredFile` is one."""

    ref: str
    sha256_name: str
    wrapped_key: bytes
    key_id: str


class Safe:
    """Keeps, opens and discards."""

    def __init__(self, vault: Vault, store: BlobStore) -> None:
        self.vault = vault
        self.store = store

    async def keep(self, plain: BufferedIOBase) -> Kept:
        """Seal `plain` (from offset 0) and store it durably. Raises `StoreFailed`."""
        kept, sealed = await asyncio.to_thread(self._seal, plain)
        await self.store.put(kept.sha256_name, sealed)
        return kept

    async def open(self, stored: Stored) -> bytes:
        """The file, after all of it was verified.

        Raises `KeyDestroyed`, `KeyUnusable`, `BlobMissing`, `StoreFailed`, `SealBroken`.
        """
        key = WrappedKey(stored.wrapped_key, stored.key_id)
        plain_key = await asyncio.to_thread(self.vault.unwrap, key, stored.ref)
        sealed = await self.store.get(stored.sha256_name)
        plain = await asyncio.to_thread(unseal, sealed, plain_key, stored.ref)
        if self._blob_name(stored.ref, hashlib.sha256(plain).digest()) != stored.sha256_name:
            raise SealBroken
        return plain

    async def discard(self, sha256_name: str) -> None:
        """Remove a blob whose row was erased, or was never written."""
        await self.store.delete(sha256_name)

    async def sweep(self, recorded: Collection[str], *, stored_before: datetime) -> int:
        """Remove blobs that no row names and drafts of killed writes; how many there were.

        `stored_before` spares files whose row another process is about to write.
        """
        names = await self.store.names(stored_before=stored_before)
        orphans = set(names).difference(recorded)
        for orphan in orphans:
            await self.discard(orphan)
        drafts = await asyncio.to_thread(self.store.sweep_drafts, stored_before=stored_before)
        return len(orphans) + drafts

    def _seal(self, plain: BufferedIOBase) -> tuple[Kept, bytes]:
        plain.seek(0)
        digest = hashlib.file_digest(plain, "sha256").digest()
        plain.seek(0)
        ref = secrets.token_hex(REFERENCE_BYTES)
        key = self.vault.fresh_key(ref)
        kept = Kept(
            ref=ref,
            sha256_name=self._blob_name(ref, digest),
            key=key.wrapped,
            content_mark=self.vault.mark("content", digest),
        )
        return kept, b"".join(seal(plain, key.plain, ref))

    def _blob_name(self, ref: str, digest: bytes) -> str:
        # Each upload has its own key, so the same content twice must not share a name.
        return self.vault.mark("blob", ref.encode() + digest)
