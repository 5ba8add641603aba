"""How images are named (图像命名): set, class, serial and page of the catalogue, in the path itself.

`原始图像/9-1/02-003.jpg` or `原始图像/9-1/02/003.jpg`: class 9-1, serial 2, page 3. One folder may
stand before, as a zip of the whole folder has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.scans.scan_image import ImageSet

SETS = {"原始图像": ImageSet.ORIGINAL, "优化图像": ImageSet.OPTIMISED}
# A folder's own files, which no person put there.
LITTER = re.compile(r"(^|/)(\.[^./]|__MACOSX/|Thumbs\.db$|desktop\.ini$)")
_PATH = re.compile(
    r"(?:[^/]+/)?(?P<set>原始图像|优化图像)/(?P<class>10|[1-9](?:-[1-9])?)/"
    r"(?P<serial>\d{1,3})[/-](?P<page>\d{1,3})\.(?P<ext>jpe?g|png|tiff?)",
    re.IGNORECASE,
)
TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
TIFF = "image/tiff"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageName:
    """What the path says; `declared` the media type that its ending claims."""

    image_set: str
    class_code: str
    serial: int
    page: int
    declared: str

    @property
    def place(self) -> tuple[str, str, int, int]:
        return self.image_set, self.class_code, self.serial, self.page


def name_of(path: str) -> ImageName | None:
    """The image that this path names; None for any other path."""
    found = _PATH.fullmatch(path)
    if found is None or int(found["serial"]) < 1 or int(found["page"]) < 1:
        return None
    return ImageName(
        image_set=SETS[found["set"]],
        class_code=found["class"],
        serial=int(found["serial"]),
        page=int(found["page"]),
        declared=TYPES.get(found["ext"].lower(), TIFF),
    )


def twice_named(paths: Iterable[str]) -> list[str]:
    """Paths that claim a page which an earlier path has."""
    seen: set[tuple[str, str, int, int]] = set()
    again = []
    for path in paths:
        name = name_of(path)
        if name is not None and name.place in seen:
            again.append(path)
        if name is not None:
            seen.add(name.place)
    return again
