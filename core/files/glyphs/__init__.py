"""Characters for a mark in the pixels (水印字): 16 dots square, ours to ship (OFL.txt).

The machine that runs Danggui need not have any Chinese font. `tests/support/draw_glyphs.py` drew them.
"""

from __future__ import annotations

import lzma
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("hanzi16.xz")
SIDE = 16
GLYPH_BYTES = SIDE * SIDE // 8
FIRST, LAST = 0x4E00, 0x9FFF
MORE = "〇·、（）〔〕，：；？“”"


def glyph(character: str) -> bytes | None:
    """One bit a dot, row after row, set where there is ink; None where there is no such glyph."""
    place = _place(character)
    if place is None:
        return None
    found = _table()[place * GLYPH_BYTES : (place + 1) * GLYPH_BYTES]
    return found if any(found) else None


def characters() -> str:
    """Every character of the table, in its order."""
    return "".join(chr(it) for it in range(FIRST, LAST + 1)) + MORE


def _place(character: str) -> int | None:
    if FIRST <= ord(character) <= LAST:
        return ord(character) - FIRST
    if character in MORE:
        return LAST - FIRST + 1 + MORE.index(character)
    return None


@cache
def _table() -> bytes:
    return lzma.decompress(TABLE.read_bytes())
