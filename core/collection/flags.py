"""Flags (系统提示): what a machine may notice about a piece. It only points; a person decides.

Each is a small function of what is known; none reads what stands on the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.files.likeness import BLANK_BELOW

LEAST_SIDE = 1600  # pixels of the longer side: A4 at about 140 dots an inch
SHARP_FROM = 4  # edges for each 1/1000 of ink; printed text has 20 and more


class Flag(StrEnum):
    PAGES_DIFFER = "pages_differ"
    SAME_CONTENT = "same_content"
    PICTURE_OF_ANOTHER = "picture_of_another"
    FILE_NAMES_ANOTHER = "file_names_another"
    LIST_NAMES_ANOTHER = "list_names_another"
    NAME_DIFFERS = "name_differs"
    IN_FUTURE = "in_future"
    BEFORE_BIRTH = "before_birth"
    TOO_YOUNG = "too_young"
    PICTURE_LOW = "picture_low"
    PICTURE_BLANK = "picture_blank"
    PICTURE_BLURRED = "picture_blurred"


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one picture: sides in pixels, ink in 1/1000, sharpness as measured."""

    width: int | None
    height: int | None
    ink: int | None
    sharpness: int | None


def pages_differ(listed: int | None, counted: int | None) -> bool:
    """Whether another number of pages was counted than the list says; unknown never differs."""
    return listed is not None and counted is not None and listed != counted


def name_differs(on_paper: str, in_dossier: str) -> bool:
    """Whether the name on the paper is another; an empty one was not entered."""
    return bool(on_paper.strip()) and _bare(on_paper) != _bare(in_dossier)


def of_dates(formed: date | None, born: str, today: date, school_age: int) -> Iterator[Flag]:
    """Days of formation that cannot be; `born` is YYYY-MM or empty."""
    if formed is None:
        return
    if formed > today:
        yield Flag.IN_FUTURE
    if not born:
        return
    year, month = int(born[:4]), int(born[5:7] or 1)
    if (formed.year, formed.month) < (year, month):
        yield Flag.BEFORE_BIRTH
    elif (formed.year, formed.month) < (year + school_age, month):
        yield Flag.TOO_YOUNG


def of_picture(look: Look) -> Iterator[Flag]:
    """What a picture of the piece looks like; a page that is blank is not called blurred too."""
    if look.width and look.height and max(look.width, look.height) < LEAST_SIDE:
        yield Flag.PICTURE_LOW
    if look.ink is None or look.sharpness is None:
        return
    if look.ink < BLANK_BELOW:
        yield Flag.PICTURE_BLANK
    elif look.sharpness < SHARP_FROM * look.ink:
        yield Flag.PICTURE_BLURRED


def _bare(name: str) -> str:
    return "".join(name.split()).replace("·", "")
