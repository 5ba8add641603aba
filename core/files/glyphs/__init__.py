"""Characters for a mark in the pixels (水印字): 16 dots square, ours to ship (OFL.txt).

The machine that runs Danggui need not have any Chinese font. `tests/support/draw_glyphs.py` drew them.
"""

from __future__ import annotations

import lzma
import struct
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("hanzi16.xz")
SIDE = 16
GLYPH_BYTES = SIDE * SIDE // 8
NUMBER_BYTES = 4


def glyph(character: str) -> bytes | None:
    """One bit a dot, row after row, set where there is ink; None where there is no such glyph."""
    known, dots = _table()
    place = bisect_left(known, ord(character))
    if place == len(known) or known[place] != ord(character):
        return None
    return dots[place * GLYPH_BYTES : (place + 1) * GLYPH_BYTES]


def packed(glyphs: Iterable[tuple[int, bytes]]) -> bytes:
    """The table's file: how many, their code points in rising order, their dots in the same order."""
    known = sorted(glyphs)
    head = struct.pack(f">{len(known) + 1}I", len(known), *(number for number, _ in known))
    table = head + b"".join(dots for _, dots in known)
    return lzma.compress(table, preset=9 | lzma.PRESET_EXTREME)


@cache
def _table() -> tuple[Sequence[int], bytes]:
    whole = lzma.decompress(TABLE.read_bytes())
    (count,) = struct.unpack_from(">I", whole)
    return struct.unpack_from(f">{count}I", whole, NUMBER_BYTES), whole[
        NUMBER_BYTES * (count + 1) :
    ]
