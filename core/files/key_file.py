"""Key files (密钥文件): 32 random bytes as hex, written once, readable by the service only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from core.errors import CodedError

KEY_BYTES = 32


class KeyExposed(CodedError):
    """A key file can be read by others than the service; its mode must be 0600."""

    code = "key_exposed"


class KeyUnusable(CodedError):
    """A key file is missing or does not hold 64 hex digits."""

    code = "key_unusable"


def create_key(path: Path) -> None:
    """Write a new key durably under `path`; if another process was first, its key stays."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(KEY_BYTES).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _link_unless_there(draft, path)
    finally:
        draft.unlink()


def read_key(path: Path) -> bytes:
    """The 32 bytes of the key. Raises `KeyExposed`, `KeyUnusable`."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyExposed(file=path.name)
        key = bytes.fromhex(path.read_text("ascii"))
    except (FileNotFoundError, ValueError) as failure:
        raise KeyUnusable(file=path.name) from failure
    if len(key) != KEY_BYTES:
        raise KeyUnusable(file=path.name)
    return key


def _link_unless_there(draft: Path, path: Path) -> None:
    # A link appears whole or not at all, and never replaces a key that is in use.
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
