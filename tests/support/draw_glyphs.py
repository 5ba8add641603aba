"""Draw core/files/glyphs/hanzi16.xz anew: `python -m tests.support.draw_glyphs FONT.ttc`.

From Noto Sans CJK SC, under the SIL Open Font License 1.1, as the table then is too.
"""

from __future__ import annotations

import sys
from itertools import chain

from PIL import Image, ImageDraw, ImageFont

from core.files.glyphs import SIDE, TABLE, packed

SIMPLIFIED_CHINESE = 2  # within the font collection
INK_FROM = 90  # of 255
NOT_THERE = "\U0010fffd"  # what the font draws for a character that it does not have
# The common ones, extension A, and what the font has of the rarer ones.
HANZI = (range(0x4E00, 0xA000), range(0x3400, 0x4DC0), range(0x20000, 0x32000))
MARKS = "〇·、（）〔〕，：；？“”"


def drawn(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    dot = Image.new("L", (SIDE, SIDE))
    middle = (SIDE / 2, SIDE / 2)
    ImageDraw.Draw(dot).text(middle, character, font=font, fill=255, anchor="mm")
    return dot.point(lambda level: 255 if level > INK_FROM else 0).convert("1").tobytes()


def main(path: str) -> None:
    font = ImageFont.truetype(path, SIDE, index=SIMPLIFIED_CHINESE)
    missing = drawn(font, NOT_THERE)
    wanted = chain(*HANZI, map(ord, MARKS))
    glyphs = ((number, drawn(font, chr(number))) for number in wanted)
    TABLE.write_bytes(packed((number, dots) for number, dots in glyphs if dots != missing))


if __name__ == "__main__":
    main(sys.argv[1])
