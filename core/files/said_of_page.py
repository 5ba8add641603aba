"""What a file says of its page (图像自述): when it was scanned and which page it is. In the child only.

Kept as a second witness of the order of pages; whatever else the file says is thrown away.
"""

from __future__ import annotations

from typing import Any

from PIL import ExifTags, Image

MOST_PAGES = 9999


def said_of_page(picture: Image.Image) -> dict[str, Any]:
    """`said_at` as the camera or scanner writes it, empty where it does not; `said_page` or none."""
    try:
        tags = picture.getexif()
        original = tags.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
        moment = original or tags.get(ExifTags.Base.DateTime) or ""
        page = tags.get(ExifTags.Base.PageNumber)
    # Broken tags say nothing, and are no reason to turn the picture away.
    except Exception:
        return {"said_at": "", "said_page": None}
    return {"said_at": _moment(moment), "said_page": _page(page)}


def _moment(said: Any) -> str:
    """`2026:11:20 09:01:22` as the tags have it, with the day's usual hyphens."""
    if not isinstance(said, str) or len(said) < 19:
        return ""
    return said[:10].replace(":", "-") + " " + said[11:19]


def _page(said: Any) -> int | None:
    """The first of the pair (page, of how many)."""
    first = said[0] if isinstance(said, tuple) and said else said
    return first if type(first) is int and 0 <= first <= MOST_PAGES else None
