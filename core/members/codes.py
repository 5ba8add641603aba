"""Codes and tokens (绑定码、令牌): made by whoever hands them out, kept here only as hashes.

A command carries the hash and never the secret: outcomes are remembered under their key, so a
secret in an outcome would lie in the database for everyone who reads it.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from core.errors import BadValue
from core.ids import opaque

CODE_LENGTH = 26  # of 31 letters: 128 bits
_HASH = re.compile(r"[0-9a-f]{64}")


def new_code() -> str:
    """A one-time code of 26 letters, fit for a slip, a QR in alphanumeric mode and a link."""
    return opaque(CODE_LENGTH)


def new_token() -> str:
    """A cookie's or a program's secret: 256 bits, URL-safe."""
    return secrets.token_urlsafe(32)


def code_hash(code: str) -> str:
    """The hash under which a code is kept; spaces, hyphens and small letters are forgiven."""
    return token_hash("".join(c for c in code.upper() if c.isalnum()))


def token_hash(token: str) -> str:
    """The hash under which a token is kept: SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def demand_hash(field: str, value: str) -> None:
    """Raise BadValue unless the value is such a hash."""
    if not _HASH.fullmatch(value):
        raise BadValue(field=field)
