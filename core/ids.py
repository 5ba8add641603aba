"""Typed ids, and the opaque references that leave the house."""

from __future__ import annotations

import secrets
from typing import NewType

MemberId = NewType("MemberId", int)
RoomId = NewType("RoomId", int)
UnitId = NewType("UnitId", int)
DossierId = NewType("DossierId", int)
VolumeId = NewType("VolumeId", int)
RequestId = NewType("RequestId", int)
LineId = NewType("LineId", int)

# RFC 4648 base32 without the letters that people misread; upper case survives scanner guns and IMEs.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)


def opaque(length: int = 20) -> str:
    """A random reference of `length` characters (4.95 bits each)."""
    halves = (length + 1) // 2
    number, pairs = secrets.randbelow(len(_PAIRS) ** halves), []
    for _ in range(halves):
        number, place = divmod(number, len(_PAIRS))
        pairs.append(_PAIRS[place])
    return "".join(pairs)[:length]


def check_character(text: str) -> str:
    """The character that makes a mistyped code noticed (weighted sum over a prime alphabet of 31)."""
    total = sum((place + 2) * ALPHABET.index(letter) for place, letter in enumerate(text))
    return ALPHABET[total % len(ALPHABET)]


def checked(text: str) -> bool:
    """Whether the last character fits the ones before it."""
    body, last = text[:-1], text[-1:]
    return bool(body) and all(c in ALPHABET for c in text) and check_character(body) == last
