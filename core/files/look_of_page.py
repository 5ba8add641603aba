"""Look of a page (页面观感): how much is on it, how sharp it is, where it is dark. In the child only.

No reading of what stands there: a person decides what they mean.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from PIL import Image, ImageFilter, ImageStat

from core.files.likeness import COLUMNS, ROWS

SIDE = 1000  # pixels of the longer side at which all pages are compared
DARKER = 48  # grey levels below the paper that count as ink
_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def look_of_page(picture: Image.Image) -> dict[str, Any]:
    """`ink` is the share of dark pixels in 1/1000, `sharpness` the variance of the edges.

    `likeness` is the grey of each field of a coarse grid, as base64.
    """
    grey = picture.convert("RGB").convert("L") if picture.mode != "L" else picture.copy()
    grey.thumbnail((SIDE, SIDE))
    levels = grey.histogram()
    paper = _middle(levels)
    dark = sum(levels[: max(0, paper - DARKER)])
    pixels = grey.width * grey.height
    grid = grey.resize((COLUMNS, ROWS), Image.Resampling.BOX).tobytes()
    return {
        "ink": dark * 1000 // pixels,
        "sharpness": round(_edges(grey)),
        "likeness": b64encode(grid).decode(),
    }


def _edges(grey: Image.Image) -> float:
    if min(grey.size) < 3:
        return 0.0
    # Pillow leaves the outermost pixels unfiltered, which would count as edges.
    inside = (1, 1, grey.width - 1, grey.height - 1)
    return float(ImageStat.Stat(grey.filter(_EDGES).crop(inside)).var[0])


def _middle(levels: list[int]) -> int:
    """The median grey: on a written page that is the paper."""
    half, seen = sum(levels) / 2, 0
    for grey, count in enumerate(levels):
        seen += count
        if seen >= half:
            return grey
    return len(levels) - 1
