"""Sealing (加密封存): chunked AES-256-GCM in the STREAM construction.

Layout: `DGF1`, 7 random bytes, then chunks of 64 KiB, each followed by its 16-byte tag. The nonce
is those 7 bytes, a 4-byte counter and one byte that is 1 for the last chunk only; the object's
reference is bound to every chunk. So a chunk that is flipped, dropped, repeated, swapped, or taken
from another object, and a file cut short or made longer, all fail to open.
Source: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance", 2015, §7.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from io import BufferedIOBase

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import CodedError

MAGIC = b"DGF1"
PREFIX_BYTES = 7
HEADER_BYTES = len(MAGIC) + PREFIX_BYTES
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16


class SealBroken(CodedError):
    """The stored file is not the one that was sealed: it was changed, cut, or belongs elsewhere."""

    code = "seal_broken"


def seal(plain: BufferedIOBase, key: bytes, reference: str) -> Iterator[bytes]:
    """The sealed form of what is left to read in `plain`, piece by piece; `key` is 32 bytes."""
    cipher, prefix = AESGCM(key), secrets.token_bytes(PREFIX_BYTES)
    yield MAGIC + prefix
    chunk, counter, is_last = plain.read(CHUNK_BYTES), 0, False
    while not is_last:
        following = plain.read(CHUNK_BYTES)
        is_last = not following
        yield cipher.encrypt(_nonce(prefix, counter, is_last), chunk, reference.encode())
        chunk, counter = following, counter + 1


def unseal(sealed: bytes, key: bytes, reference: str) -> bytes:
    """The plain bytes, only after every chunk was verified. Raises `SealBroken`."""
    header, body = sealed[:HEADER_BYTES], memoryview(sealed)[HEADER_BYTES:]
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise SealBroken
    step = CHUNK_BYTES + TAG_BYTES
    last = max(0, (len(body) - 1) // step)
    cipher, prefix, bound = AESGCM(key), header[len(MAGIC) :], reference.encode()
    try:
        return b"".join(
            cipher.decrypt(_nonce(prefix, at, at == last), body[at * step : (at + 1) * step], bound)
            for at in range(last + 1)
        )
    except InvalidTag as failure:
        raise SealBroken from failure


def _nonce(prefix: bytes, counter: int, is_last: bool) -> bytes:
    return prefix + counter.to_bytes(4, "big") + bytes([is_last])
