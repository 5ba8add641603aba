"""How pages were scanned (图像质量): resolution, colour, and pages that came twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.scans.compared import Found, ImageSeen, Place, by_place, said
from core.scans.mismatch import MismatchCode

A4_INCHES = 8.27  # the shorter side, where the scanner does not say its resolution


def quality(name: str, images: Sequence[ImageSeen], least_dpi: int) -> Iterator[Found]:
    checks = (
        (MismatchCode.LOW_RESOLUTION, lambda it: _dpi(it) < least_dpi),
        (MismatchCode.NOT_COLOUR, lambda it: not it.colour),
        (MismatchCode.SAME_IN_ANOTHER, lambda it: it.in_another and not it.blank),
    )
    for code, is_wrong in checks:
        for place, pages in by_place([it for it in images if is_wrong(it)]).items():
            yield Found(code, name, *place, said(pages))


def twice(name: str, images: Sequence[ImageSeen]) -> Iterator[Found]:
    """Pages whose content came before, in the same paper or in another one; backs may be blank."""
    here: dict[Place, set[int]] = defaultdict(set)
    elsewhere: dict[Place, set[int]] = defaultdict(set)
    first: dict[str, Place] = {}
    for image in sorted(images, key=lambda it: (_rank(it.class_code), it.serial, it.page)):
        if image.blank:
            continue
        if image.content in first:
            again = here if first[image.content] == image.place else elsewhere
            again[image.place].add(image.page)
        first.setdefault(image.content, image.place)
    for code, places in (
        (MismatchCode.SAME_CONTENT, here),
        (MismatchCode.SAME_ELSEWHERE, elsewhere),
    ):
        for place, pages in places.items():
            yield Found(code, name, *place, said(pages))


def _rank(class_code: str) -> tuple[int, ...]:
    return tuple(int(it) for it in class_code.split("-"))


def _dpi(image: ImageSeen) -> int:
    return image.dpi or round(image.short_side / A4_INCHES)
