"""Certificate files (证书文件): the room's authority and the server's own, in the keys folder.

All are written 0600; a key never leaves the folder, only the authority's certificate is handed out.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509 import Certificate, load_pem_x509_certificate


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its key, by path."""

    certificate: Path
    key: Path

    @property
    def is_there(self) -> bool:
        return self.certificate.is_file() and self.key.is_file()


def authority_in(folder: Path) -> Pair:
    return Pair(folder / "tls_ca.crt", folder / "tls_ca.key")


def server_in(folder: Path) -> Pair:
    return Pair(folder / "tls_server.crt", folder / "tls_server.key")


def load(pair: Pair) -> tuple[Certificate, EllipticCurvePrivateKey]:
    """What was stored. Raises OSError where it is gone, ValueError where it is not of our making."""
    key = load_pem_private_key(pair.key.read_bytes(), password=None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError(f"{pair.key.name} is not an elliptic curve key")
    return load_certificate(pair.certificate), key


def load_certificate(path: Path) -> Certificate:
    """The first certificate of the file; raises OSError or ValueError."""
    return load_pem_x509_certificate(path.read_bytes())


def store(pair: Pair, chain: list[Certificate], key: EllipticCurvePrivateKey) -> None:
    """Write key and chain, each whole or not at all; the key first, so that no pair is half new."""
    pair.key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _replace(pair.key, pem)
    _replace(pair.certificate, b"".join(each.public_bytes(Encoding.PEM) for each in chain))


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
