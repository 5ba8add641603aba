"""Marked view (加印的画面): a kept picture at the size of a screen, its mark in the pixels themselves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from core.files.media_types import JPEG

if TYPE_CHECKING:
    from PIL import Image

VIEW_TYPE = JPEG
LONGEST_SIDE = 1600
# Pillow's own font knows Latin letters; names stand over the picture in the page.
LETTER, TURNED = 22, 30
INK = (90, 90, 90, 84)
GAP = 90
QUALITY = 80


def marked_view(plain: bytes, mark: str) -> bytes:
    """A JPEG of at most LONGEST_SIDE pixels a side, `mark` (its ASCII part) slanting all over it.

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
    page.alpha_composite(_pattern(seen.size, mark))
    out = io.BytesIO()
    page.convert("RGB").save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _pattern(size: tuple[int, int], mark: str) -> Image.Image:
    """The mark in rows across a square, turned, and its middle cut to the page."""
    from PIL import Image, ImageDraw, ImageFont

    side = sum(size)
    field = Image.new("RGBA", (side, side))
    draw, font = ImageDraw.Draw(field), ImageFont.load_default(LETTER)
    words = "".join(it for it in mark if it.isascii() and it.isprintable()) + "     "
    row = words * (side // max(int(draw.textlength(words, font)), 1) + 2)
    for number, top in enumerate(range(0, side, GAP)):
        # Each row begins elsewhere, so that no margin stays free.
        draw.text((-number * GAP % -400, top), row, INK, font)
    turned = field.rotate(TURNED)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))
