"""Intake (接收): the one way in for every file that a person hands in.

Quarantine → signature → child → seal → store. It opens no transaction: the caller records the row
in its own unit afterwards, and `Safe.sweep` removes what was stored for a row that never came.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import Path

from core.files.blob_store import BlobStore
from core.files.clean_room import HEAD_BYTES, CleanCopy, reencode
from core.files.limits import Limits
from core.files.media_types import declared_type, sniff
from core.files.quarantine import Quarantine
from core.files.safe import Kept, Safe
from core.files.turned_away import TurnedAway
from core.files.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A file that is in the safe; everything its row needs. Sizes in bytes, sides in pixels."""

    kept: Kept
    copy: CleanCopy
    received_mark: str


class Intake:
    """Takes files in; at most `limits.files_at_once` are decoded at the same time."""

    def __init__(self, *, quarantine: Path, vault: Vault, store: BlobStore, limits: Limits) -> None:
        self.quarantine = Quarantine(quarantine)
        self.safe = Safe(vault, store)
        self.limits = limits
        self._places = asyncio.Semaphore(limits.files_at_once)

    async def receive(
        self, chunks: AsyncIterator[bytes], *, declared: str
    ) -> Accepted | TurnedAway:
        """Judge, clean and store one file; `declared` is its Content-Type.

        Raises `StoreFailed` when the store does; nothing is kept then either.
        """
        with closing(self.quarantine.new_file()) as received:
            digest = await self._fill(received, chunks)
            if isinstance(digest, TurnedAway):
                return digest
            media_type = _type_of(received, declared)
            if isinstance(media_type, TurnedAway):
                return media_type
            async with self._places:
                return await self._keep_clean_copy(received, media_type, digest)

    async def _keep_clean_copy(
        self, received: BufferedRandom, media_type: str, digest: bytes
    ) -> Accepted | TurnedAway:
        with closing(self.quarantine.new_file()) as clean:
            copy = await reencode(received, media_type, clean, self.limits)
            if isinstance(copy, TurnedAway):
                return copy
            kept = await self.safe.keep(clean)
        mark = self.safe.vault.mark("received", digest)
        return Accepted(kept=kept, copy=copy, received_mark=mark)

    async def _fill(
        self, received: BufferedRandom, chunks: AsyncIterator[bytes]
    ) -> bytes | TurnedAway:
        """SHA-256 of what arrived, hashed on the way."""
        digest, size = hashlib.sha256(), 0
        try:
            async with asyncio.timeout(self.limits.upload_seconds):
                async for chunk in chunks:
                    size += len(chunk)
                    if size > self.limits.bytes_:
                        return TurnedAway("too_large")
                    digest.update(chunk)
                    received.write(chunk)
        except TimeoutError:
            return TurnedAway("upload_too_slow")
        received.flush()
        return digest.digest() if size else TurnedAway("empty")


def _type_of(received: BufferedRandom, declared: str) -> str | TurnedAway:
    # Past Python's buffer: the child moves the offset that a buffered read would rely on.
    seen = sniff(os.pread(received.fileno(), HEAD_BYTES, 0))
    if seen is None:
        return TurnedAway("unknown_type")
    return seen if seen == declared_type(declared) else TurnedAway("type_mismatch")
