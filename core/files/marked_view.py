"""Marked view (加印的画面): a kept picture at the size of a screen, its mark in the pixels themselves."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING

from core.files.glyphs import SIDE, glyph
from core.files.media_types import JPEG

if TYPE_CHECKING:
    from PIL import Image

VIEW_TYPE = JPEG
LONGEST_SIDE = 1600
LETTER, TURNED = 24, 30
BETWEEN = 4  # letters, from one mark to the next
INK = (90, 90, 90)
DENSITY = 0.34
GAP = 90
QUALITY = 80


def marked_view(plain: bytes, mark: str) -> bytes:
    """A JPEG of at most LONGEST_SIDE pixels a side, `mark` slanting all over it.

    For the store's own clean copies only; takes up to a second of a processor, so never in the loop.
    """
    # Loaded when first looked at: the house starts without decoders.
    from PIL import Image

    with Image.open(io.BytesIO(plain), formats=["JPEG", "PNG"]) as kept:
        kept.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        seen = kept.convert("RGBA")
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    page = Image.new("RGBA", seen.size, "white")
    page.alpha_composite(seen)
    page.paste(Image.new("RGB", seen.size, INK), mask=_pattern(seen.size, mark))
    out = io.BytesIO()
    page.convert("RGB").save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _pattern(size: tuple[int, int], mark: str) -> Image.Image:
    """The mark in rows across a square, turned, and its middle cut to the page."""
    from PIL import Image

    side, strip = sum(size), _strip(mark)
    field = Image.new("L", (side, side))
    step = strip.width + BETWEEN * LETTER
    for number, top in enumerate(range(0, side, GAP)):
        # Each row begins elsewhere, so that no margin stays free.
        for left in range(-number * GAP % step - step, side, step):
            field.paste(strip, (left, top))
    turned = field.rotate(TURNED, Image.Resampling.BILINEAR).point(lambda it: round(it * DENSITY))
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))


def _strip(mark: str) -> Image.Image:
    """The mark once, in one line."""
    from PIL import Image

    pieces = [
        piece
        for is_ascii, run in groupby(mark, str.isascii)
        for piece in ([_letters("".join(run))] if is_ascii else map(_character, run))
    ]
    strip = Image.new("L", (sum(it.width for it in pieces) + 1, LETTER + 6))
    left = 0
    for piece in pieces:
        strip.paste(piece, (left, 0))
        left += piece.width
    return strip


def _letters(run: str) -> Image.Image:
    """Pillow's own font knows these."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(LETTER)
    words = "".join(it if it.isprintable() else " " for it in run)
    drawn = Image.new("L", (round(font.getlength(words)) + 2, LETTER + 6))
    ImageDraw.Draw(drawn).text((1, 0), words, 255, font)
    return drawn


def _character(character: str) -> Image.Image:
    """One that is not in the table stays an empty square: that something stood there is seen."""
    from PIL import Image, ImageDraw

    drawn = Image.new("L", (LETTER + 2, LETTER + 6))
    dots = glyph(character)
    if dots is None:
        ImageDraw.Draw(drawn).rectangle((3, 3, LETTER - 2, LETTER - 1), outline=255)
        return drawn
    grown = Image.frombytes("1", (SIDE, SIDE), dots).convert("L")
    drawn.paste(grown.resize((LETTER, LETTER), Image.Resampling.BICUBIC), (1, 2))
    return drawn
