"""Order of pages (页次): whether what the scanner wrote into the files speaks against their names.

Names alone tell the order of a set; the time of scanning, or a page number within the file, is a
second witness where there is one. Neither says who is right: a person looks at the paper.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from core.scans.compared import Found, ImageSeen, Place, said
from core.scans.mismatch import MismatchCode


def out_of_order(name: str, images: Iterable[ImageSeen]) -> Iterator[Found]:
    """Pages of one set that were scanned before a page in front of them, paper by paper."""
    papers: dict[Place, list[ImageSeen]] = defaultdict(list)
    for image in images:
        papers[image.place].append(image)
    for place, pages in papers.items():
        pages.sort(key=lambda it: it.page)
        timed = [(it.said_at, it.page) for it in pages if it.said_at]
        numbered = [(it.said_page, it.page) for it in pages if it.said_page is not None]
        wrong = {*misplaced(timed), *misplaced(numbered)}
        if wrong:
            yield Found(MismatchCode.OUT_OF_ORDER, name, *place, said(wrong))


def misplaced(stated: Sequence[tuple[Any, int]]) -> list[int]:
    """The fewest pages that must be put elsewhere for what is stated to rise; equal ones are at peace.

    `stated` in the order of the names, each with its page: all but a longest run that does not fall.
    """
    ends: list[Any] = []  # the smallest end of a run of each length
    last: list[int] = []  # where that end stands
    before: list[int | None] = []
    for place, (value, _) in enumerate(stated):
        length = bisect_right(ends, value)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1], last[length : length + 1] = [value], [place]
    kept, place_of = set(), last[-1] if last else None
    while place_of is not None:
        kept.add(place_of)
        place_of = before[place_of]
    return [page for place, (_, page) in enumerate(stated) if place not in kept]
