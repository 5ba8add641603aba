"""The key that signs heads (日志签名密钥): Ed25519, one file, readable by its owner only."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

KEY_FILE = "log_signing.key"
FINGERPRINT_BYTES = 16


class OpenKey(PermissionError):
    """The log's signing key can be read by others; set its mode to 0600."""


def load_or_create_key(folder: Path) -> Ed25519PrivateKey:
    """The key in `folder/log_signing.key`; made with mode 0600 on first use, whoever comes first.

    Raises `OpenKey` if others may read it, ValueError if it is no Ed25519 key.
    """
    path = folder / KEY_FILE
    if not path.exists():
        _create(path)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise OpenKey(OpenKey.__doc__)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("the log's signing key is not an Ed25519 key")
    return key


def public_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The 32 raw bytes of the public key."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """The public key as PEM, as `openssl pkey -pubin` reads it."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def key_id(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """The key's fingerprint: the first 16 bytes of SHA-256 over its raw bytes, as 32 hex digits."""
    return hashlib.sha256(public_bytes(key)).digest()[:FINGERPRINT_BYTES].hex()


def _create(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    _write(draft, pem)
    try:
        os.link(draft, path)  # never overwrites: the first of two processes wins
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
