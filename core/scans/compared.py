"""What is compared (互审所见): lines of the catalogue, images as named, and one mismatch between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[str, int]  # class and serial
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
    """An image as named; `dpi` 0 where unknown, sides in pixels, `content` equal for equal content.

    `said_at` and `said_page` are what the scanner wrote into the file, empty and None where nothing;
    `in_another` where another dossier has this very content.
    """

    material: int | None
    image_set: str
    class_code: str
    serial: int
    page: int
    dpi: int
    short_side: int
    colour: bool
    content: str
    said_at: str = ""
    said_page: int | None = None
    blank: bool = False
    in_another: bool = False

    @property
    def place(self) -> Place:
        return self.class_code, self.serial


@dataclass(frozen=True, slots=True)
class Found:
    """One mismatch; `pages` in words, like `2, 5`."""

    code: str
    image_set: str
    class_code: str
    serial: int
    pages: str = ""


def by_place(images: Iterable[ImageSeen]) -> dict[Place, set[int]]:
    places: dict[Place, set[int]] = defaultdict(set)
    for image in images:
        places[image.place].add(image.page)
    return places


def said(pages: Iterable[int]) -> str:
    return ", ".join(str(it) for it in sorted(pages))[:LONGEST_PAGES]
