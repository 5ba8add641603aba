"""Read codes (读码): the child process that looks for QR codes in a picture nobody trusts yet.

Run as `python -I core/files/read_codes.py LIMITS_JSON` with a JPEG or PNG as standard input. It
limits itself before it loads a decoder and prints one line of JSON: the texts of the codes, the
topmost first, or `{"reason": …}`. Nothing of the picture is kept.
"""

from __future__ import annotations

import json
import sys
from typing import Any

MOST_CODES = 8
LONGEST = 400
SIDES = (1600, 3200)
"""Long sides in pixels at which a picture is looked at, one after the other."""


def main(limits: dict[str, int]) -> None:
    from core.files.reencode import limit_this_process

    limit_this_process(limits)
    sys.stdout.write(json.dumps(_outcome(limits)) + "\n")


def _outcome(limits: dict[str, int]) -> dict[str, Any]:
    try:
        return {"texts": _texts(limits)}
    # Decoders raise nearly anything on hostile input.
    except Exception:
        return {"reason": "damaged"}


def _texts(limits: dict[str, int]) -> list[str]:
    import warnings

    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = limits["pixels"]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(sys.stdin.buffer, formats=["JPEG", "PNG"]) as picture:
        picture.draft("L", (SIDES[-1], SIDES[-1]))
        upright = ImageOps.exif_transpose(picture).convert("L")
    return next(filter(None, (_codes(upright, side) for side in SIDES)), [])


def _codes(picture: Any, side: int) -> list[str]:
    import zxingcpp

    seen = picture.copy()
    seen.thumbnail((side, side))
    found = zxingcpp.read_barcodes(seen, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    found.sort(key=lambda code: code.position.top_left.y)
    return [code.text[:LONGEST] for code in found[:MOST_CODES]]


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
