"""Draw core/files/glyphs/hanzi16.xz anew: `python -m tests.support.draw_glyphs FONT.ttc`.

From Noto Sans CJK SC, under the SIL Open Font License 1.1, as the table then is too.
"""

from __future__ import annotations

import lzma
import sys

from PIL import Image, ImageDraw, ImageFont

from core.files.glyphs import GLYPH_BYTES, SIDE, TABLE, characters

SIMPLIFIED_CHINESE = 2  # within the font collection
INK_FROM = 90  # of 255
NOT_THERE = "\U0010fffd"  # what the font draws for a character that it does not have


def drawn(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    dot = Image.new("L", (SIDE, SIDE))
    middle = (SIDE / 2, SIDE / 2)
    ImageDraw.Draw(dot).text(middle, character, font=font, fill=255, anchor="mm")
    return dot.point(lambda level: 255 if level > INK_FROM else 0).convert("1").tobytes()


def main(path: str) -> None:
    font = ImageFont.truetype(path, SIDE, index=SIMPLIFIED_CHINESE)
    missing = drawn(font, NOT_THERE)
    glyphs = (drawn(font, each) for each in characters())
    table = b"".join(bytes(GLYPH_BYTES) if it == missing else it for it in glyphs)
    TABLE.write_bytes(lzma.compress(table, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(sys.argv[1])
