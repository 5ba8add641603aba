"""The device's key (设备密钥): 32 bytes or more as hex, in a file that only its owner reads."""

import os
import secrets
import stat
from pathlib import Path

KEY_BYTES = 32


class KeyFileRefused(Exception):
    """The key file cannot be trusted; the message says why and what to do."""


def new_key() -> bytes:
    """A fresh random key."""
    return secrets.token_bytes(KEY_BYTES)


def write_key(path: Path, key: bytes) -> None:
    """Make the file, mode 0600. Raises FileExistsError: a key is never overwritten."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_key(path: Path) -> bytes:
    """The key. Raises `KeyFileRefused` for a file that others may read, or that holds no key."""
    try:
        with path.open(encoding="ascii") as file:
            mode, text = os.fstat(file.fileno()).st_mode, file.read()
        key = bytes.fromhex(text.strip())
    except (OSError, ValueError) as error:
        raise KeyFileRefused(f"{path.name} holds no readable hex key") from error
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise KeyFileRefused(f"{path.name} is open to others; chmod 600 it")
    if len(key) < KEY_BYTES:
        raise KeyFileRefused(f"{path.name} is too short; {KEY_BYTES} bytes are the least")
    return key
