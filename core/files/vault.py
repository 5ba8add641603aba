"""Vault (密钥库): the keys that wrap every file's own key, in a folder of key files.

`files_kek_<number>.key` wrap (the highest number wraps new files, the others still open old ones);
`files_names.key` makes names and marks that tell nothing about the content to an outsider.
Rotating writes a new wrapping key and re-wraps rows; no file is written again.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import CodedError
from core.files.key_file import KEY_BYTES, create_key, read_key
from core.files.sealing import SealBroken

NONCE_BYTES = 12
KEK_NAME = "files_kek_{}.key"
NAMES_KEY = "files_names.key"


class KeyDestroyed(CodedError):
    """The file was erased: its key is destroyed and nobody can open it."""

    code = "key_destroyed"


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A file's key as stored: 12 bytes of nonce and 48 of ciphertext, and which key wraps it."""

    wrapped: bytes
    key_id: str


@dataclass(frozen=True, slots=True)
class FreshKey:
    """A new file's key, plain for sealing now and wrapped for its row."""

    plain: bytes = field(repr=False)
    wrapped: WrappedKey


class Vault:
    """Wrapping keys in `folder` (mode 0700); the first one is made on first use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def fresh_key(self, reference: str) -> FreshKey:
        """A key for one new file, wrapped under the current wrapping key."""
        plain = secrets.token_bytes(KEY_BYTES)
        return FreshKey(plain, self._wrap(plain, reference))

    def unwrap(self, key: WrappedKey, reference: str) -> bytes:
        """The file's key. Raises `KeyDestroyed`, `KeyUnusable`, `SealBroken` (another object's)."""
        if not key.wrapped:
            raise KeyDestroyed
        nonce, box = key.wrapped[:NONCE_BYTES], key.wrapped[NONCE_BYTES:]
        try:
            return self._cipher(key.key_id).decrypt(nonce, box, _bound(key.key_id, reference))
        except (InvalidTag, ValueError) as failure:
            raise SealBroken from failure

    def rewrap(self, key: WrappedKey, reference: str) -> WrappedKey:
        """The same file key under the current wrapping key."""
        return self._wrap(self.unwrap(key, reference), reference)

    def rotate(self) -> str:
        """Make a new wrapping key the current one; its id. The caller re-wraps the rows."""
        key_id = f"{int(self.current_id()) + 1:04d}"
        create_key(self._path(key_id))
        return key_id

    def current_id(self) -> str:
        """The id of the key that wraps new files, e.g. `0001`."""
        ids = sorted(
            path.stem.rpartition("_")[2] for path in self.folder.glob(KEK_NAME.format("*"))
        )
        if ids:
            return ids[-1]
        create_key(self._path("0001"))
        return "0001"

    def mark(self, purpose: str, content: bytes) -> str:
        """A keyed name for `content` (HMAC-SHA-256, 64 hex digits); differs per purpose."""
        path = self.folder / NAMES_KEY
        if not path.exists():
            create_key(path)
        return hmac.new(
            read_key(path), purpose.encode() + b"\0" + content, hashlib.sha256
        ).hexdigest()

    def _wrap(self, plain: bytes, reference: str) -> WrappedKey:
        key_id, nonce = self.current_id(), secrets.token_bytes(NONCE_BYTES)
        box = self._cipher(key_id).encrypt(nonce, plain, _bound(key_id, reference))
        return WrappedKey(nonce + box, key_id)

    def _cipher(self, key_id: str) -> AESGCM:
        return AESGCM(read_key(self._path(key_id)))

    def _path(self, key_id: str) -> Path:
        return self.folder / KEK_NAME.format(key_id)


def _bound(key_id: str, reference: str) -> bytes:
    return f"danggui file key {key_id} {reference}".encode()
