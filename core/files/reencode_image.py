"""Pictures anew (图片重编码): decode every pixel, write them again, and nothing but them.

Runs in the child only. A JPEG stays JPEG, a PNG stays PNG; a TIFF becomes PNG when bilevel, JPEG
otherwise, and a PDF when it has several frames, since browsers show no TIFF.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any, BinaryIO

from PIL import ExifTags, Image, ImageOps

from core.files.look_of_page import look_of_page
from core.files.media_types import JPEG, PDF, PNG
from core.files.refuse import Refuse
from core.files.said_of_page import said_of_page

DECODERS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF"}
ENCODERS = {JPEG: "JPEG", PNG: "PNG"}
# 92 without chroma subsampling keeps stamps and thin red lines of a form legible.
JPEG_OPTIONS = {"quality": 92, "subsampling": 0}
JPEG_MODES = frozenset({"L", "RGB"})
PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"})
SANE_DPI = range(50, 2401)
USUAL_DPI = 300
COLOURS = frozenset({"P", "RGB", "RGBA"})
WIDE_MODES = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})


def reencode_image(
    media_type: str, received: BinaryIO, clean: BinaryIO, limits: dict[str, int]
) -> dict[str, Any]:
    """Write the clean copy; its media type, pages, width and height (pixels of the first page)."""
    if media_type == "image/tiff":
        # Loaded by name, or Pillow would load all its forty formats to look for them.
        import_module("PIL.TiffImagePlugin"), import_module("PIL.PdfImagePlugin")
    Image.MAX_IMAGE_PIXELS = limits["pixels"]
    # Pillow only warns up to twice the limit.
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(received, formats=[DECODERS[media_type]]) as picture:
            if media_type == "image/tiff" and _has_frame(picture, 1):
                return _as_pdf(picture, clean, limits)
            picture.seek(0)
            return _as_picture(picture, media_type, clean)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refuse("too_many_pixels") from bomb


def _as_picture(picture: Image.Image, media_type: str, clean: BinaryIO) -> dict[str, Any]:
    kept = media_type
    if media_type == "image/tiff":
        kept = PNG if picture.mode == "1" else JPEG
    # Decoded first: a fault of the picture must not be taken for one of its tags.
    picture.load()
    # Asked before the picture is laid bare: that takes what the file says about itself.
    stated, page = _stated(picture), said_of_page(picture)
    resolution = stated or USUAL_DPI
    bare = _bare(picture, PNG_MODES if kept == PNG else JPEG_MODES)
    options: dict[str, Any] = {"compress_level": 3} if kept == PNG else dict(JPEG_OPTIONS)
    # Through memory: Pillow writes to a real file itself and keeps silent when it becomes full.
    encoded = io.BytesIO()
    bare.save(encoded, ENCODERS[kept], dpi=(resolution, resolution), **options)
    clean.write(encoded.getbuffer())
    sides = {"width": bare.width, "height": bare.height}
    said = {"dpi": stated, "colour": int(bare.mode in COLOURS), **page}
    return {"media_type": kept, "pages": 1, **sides, **said, **look_of_page(bare)}


def _as_pdf(picture: Image.Image, clean: BinaryIO, limits: dict[str, int]) -> dict[str, Any]:
    # Loading qpdf costs 40 ms, which a single picture need not pay.
    from core.files.reencode_pdf import join_pages

    if _has_frame(picture, limits["pages"]):
        raise Refuse("too_many_pages")
    picture.seek(0)
    width, height = picture.size
    pages = join_pages(_frames_as_pdf(picture), clean)
    return {"media_type": PDF, "pages": pages, "width": width, "height": height}


def _frames_as_pdf(picture: Image.Image) -> Iterator[BinaryIO]:
    index = 0
    while _has_frame(picture, index):
        page = io.BytesIO()
        resolution = _resolution(picture)
        bare = _bare(picture, JPEG_MODES | {"1"})
        options = {} if bare.mode == "1" else JPEG_OPTIONS
        bare.save(page, "PDF", resolution=resolution, **options)
        yield page
        index += 1


def _has_frame(picture: Image.Image, index: int) -> bool:
    try:
        picture.seek(index)
    except EOFError:
        return False
    return True


def _resolution(picture: Image.Image) -> int:
    """Dots per inch, kept so that a form prints in its own size; 300 when there is no sane one."""
    return _stated(picture) or USUAL_DPI


def _stated(picture: Image.Image) -> int:
    """Dots per inch as the file says; 0 when it says none that is sane."""
    try:
        stated = round(float(picture.info["dpi"][0]))
    except (KeyError, TypeError, ValueError, OverflowError, IndexError):
        return 0
    return stated if stated in SANE_DPI else 0


def _bare(picture: Image.Image, modes: frozenset[str]) -> Image.Image:
    """All pixels, upright as the camera meant, in one of `modes`, without any metadata."""
    picture.load()
    turned = picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
    # exif_transpose copies even what is upright already, and these are large.
    upright = ImageOps.exif_transpose(picture) if turned else picture
    if upright.mode not in modes:
        upright = _in_mode(upright)
    upright.info = {}
    return upright


def _in_mode(picture: Image.Image) -> Image.Image:
    if picture.mode in WIDE_MODES:
        # convert("L") alone would cut at 255 and turn a 16-bit scan white.
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return picture.convert("L" if picture.mode in {"1", "LA"} else "RGB")
