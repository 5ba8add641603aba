"""Compare images with the catalogue (数纸互审), both ways. Pure: what is given decides.

Counts, pages, order, resolution, colour; missing and repeated pages (GB/T 33870-2017).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.scans.compared import Found, ImageSeen, LineSeen, Place, by_place, said
from core.scans.mismatch import MismatchCode
from core.scans.page_order import out_of_order
from core.scans.page_quality import quality, twice
from core.scans.scan_image import ImageSet


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
    own = [it for it in images if it.image_set == name]
    by_material: dict[int | None, list[ImageSeen]] = defaultdict(list)
    for image in own:
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
    yield from out_of_order(name, own)
    yield from quality(name, own, least_dpi)
    yield from twice(name, own)


def _unknown(name: str, images: Sequence[ImageSeen]) -> Iterator[Found]:
    for place, pages in by_place(images).items():
        yield Found(MismatchCode.NOT_IN_CATALOGUE, name, *place, said(pages))


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
        yield Found(MismatchCode.PAGES_MISSING, name, *at, said(missing))
    beyond = {it for it in numbers if line.pages is not None and it > line.pages}
    if beyond:
        yield Found(MismatchCode.PAGES_BEYOND, name, *at, said(beyond))


def _between_sets(images: Sequence[ImageSeen]) -> Iterator[Found]:
    pages: dict[Place, dict[str, set[int]]] = defaultdict(lambda: {it: set() for it in ImageSet})
    for image in images:
        pages[image.class_code, image.serial][image.image_set].add(image.page)
    if len({it.image_set for it in images}) < len(ImageSet):
        return
    for place, of_sets in pages.items():
        differing = of_sets[ImageSet.ORIGINAL] ^ of_sets[ImageSet.OPTIMISED]
        if differing:
            yield Found(MismatchCode.SETS_DIFFER, "", *place, said(differing))
