"""Compare images with the catalogue (数纸互审), both ways. Pure: what is given decides.

Counts, pages, order, resolution, colour; missing and repeated pages (GB/T 33870-2017).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.scans.mismatch import MismatchCode
from core.scans.scan_image import ImageSet

Place = tuple[str, int]  # class and serial
A4_INCHES = 8.27  # the shorter side, where the scanner does not say its resolution
LONGEST_PAGES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen:
    """A line of the catalogue; `pages` None where not written, `inside` False once taken out."""

    material: int
    class_code: str
    serial: int
    pages: int | None
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageSeen:
    """An image as named; `dpi` 0 where unknown, sides in pixels, `content` equal for equal content."""

    material: int | None
    image_set: str
    class_code: str
    serial: int
    page: int
    dpi: int
    short_side: int
    colour: bool
    content: str


@dataclass(frozen=True, slots=True)
class Found:
    """One mismatch; `pages` in words, like `2, 5`."""

    code: str
    image_set: str
    class_code: str
    serial: int
    pages: str = ""


def compare(
    lines: Sequence[LineSeen], images: Sequence[ImageSeen], *, least_dpi: int
) -> list[Found]:
    """Everything that does not agree, in the order of the catalogue's classes and serials."""
    sets = sorted({it.image_set for it in images})
    found = [it for name in sets for it in _of_set(lines, images, name, least_dpi)]
    if not sets:
        found = [
            Found(MismatchCode.NOT_SCANNED, "", it.class_code, it.serial)
            for it in lines
            if it.inside
        ]
    return [*found, *_between_sets(images)]


def _of_set(
    lines: Sequence[LineSeen], images: Sequence[ImageSeen], name: str, least_dpi: int
) -> Iterator[Found]:
    known = {it.material: it for it in lines}
    by_material: dict[int | None, list[ImageSeen]] = defaultdict(list)
    for image in images:
        if image.image_set == name:
            by_material[image.material].append(image)
    for line in lines:
        if line.inside and line.material not in by_material:
            yield Found(MismatchCode.NOT_SCANNED, name, line.class_code, line.serial)
    for material, pages in by_material.items():
        line_of = known.get(material) if material is not None else None
        if line_of is None:
            yield from _unknown(name, pages)
        else:
            yield from _of_line(name, line_of, pages)
        yield from _quality(name, pages, least_dpi)


def _unknown(name: str, images: Sequence[ImageSeen]) -> Iterator[Found]:
    for place, pages in _by_place(images).items():
        yield Found(MismatchCode.NOT_IN_CATALOGUE, name, *place, _said(pages))


def _of_line(name: str, line: LineSeen, images: Sequence[ImageSeen]) -> Iterator[Found]:
    if not line.inside:
        yield Found(MismatchCode.TAKEN_OUT, name, line.class_code, line.serial)
        return
    at = line.class_code, line.serial
    if any((it.class_code, it.serial) != at for it in images):
        yield Found(MismatchCode.MOVED, name, *at)
    numbers = {it.page for it in images}
    if line.pages is None:
        yield Found(MismatchCode.PAGES_UNKNOWN, name, *at)
    missing = set(range(1, (line.pages or max(numbers)) + 1)) - numbers
    if missing:
        yield Found(MismatchCode.PAGES_MISSING, name, *at, _said(missing))
    beyond = {it for it in numbers if line.pages is not None and it > line.pages}
    if beyond:
        yield Found(MismatchCode.PAGES_BEYOND, name, *at, _said(beyond))


def _quality(name: str, images: Sequence[ImageSeen], least_dpi: int) -> Iterator[Found]:
    checks = (
        (MismatchCode.LOW_RESOLUTION, lambda it: _dpi(it) < least_dpi),
        (MismatchCode.NOT_COLOUR, lambda it: not it.colour),
    )
    for code, is_wrong in checks:
        for place, pages in _by_place([it for it in images if is_wrong(it)]).items():
            yield Found(code, name, *place, _said(pages))
    seen: dict[str, int] = {}
    again = []
    for image in sorted(images, key=lambda it: it.page):
        if image.content in seen:
            again.append(image)
        seen.setdefault(image.content, image.page)
    for place, pages in _by_place(again).items():
        yield Found(MismatchCode.SAME_CONTENT, name, *place, _said(pages))


def _between_sets(images: Sequence[ImageSeen]) -> Iterator[Found]:
    pages: dict[Place, dict[str, set[int]]] = defaultdict(lambda: {it: set() for it in ImageSet})
    for image in images:
        pages[image.class_code, image.serial][image.image_set].add(image.page)
    if len({it.image_set for it in images}) < len(ImageSet):
        return
    for place, of_sets in pages.items():
        differing = of_sets[ImageSet.ORIGINAL] ^ of_sets[ImageSet.OPTIMISED]
        if differing:
            yield Found(MismatchCode.SETS_DIFFER, "", *place, _said(differing))


def _dpi(image: ImageSeen) -> int:
    return image.dpi or round(image.short_side / A4_INCHES)


def _by_place(images: Iterable[ImageSeen]) -> dict[Place, set[int]]:
    places: dict[Place, set[int]] = defaultdict(set)
    for image in images:
        places[image.class_code, image.serial].add(image.page)
    return places


def _said(pages: Iterable[int]) -> str:
    return ", ".join(str(it) for it in sorted(pages))[:LONGEST_PAGES]
