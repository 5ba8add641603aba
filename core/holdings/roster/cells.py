"""One cell of a spreadsheet (单元格) as text, code, count or yes-no.

Names and texts keep every character a person typed, rare ones (生僻字) included; only what cannot
be seen or only pads is taken out. Codes and numbers are folded from full width to ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from core.holdings.roster.problem import Unreadable, echo

Cell = str | float | int | bool | date | datetime | time | timedelta | None

LONGEST_NAME = 60
MOST_VOLUMES = 99

INVISIBLE = dict.fromkeys([0, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
PADDING = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹣"), "-")
ASCII = INVISIBLE | FULL_WIDTH | DASHES
DOTS = dict.fromkeys(map(ord, "•‧∙⋅・．"), "·")  # ways to type the 间隔号 U+00B7 of a name
LOST_GLYPHS = re.compile("[0-9?？□■◇\ufffd*＊]")
COUNT = re.compile(r"(\d{1,4})[卷本件份页]?")
BLANKS = frozenset({"", "-", "--", "/", "\\", "—", "——", "－", "无"})


def is_blank(cell: Cell) -> bool:
    """Whether the cell says nothing: empty, spaces, a dash, 无."""
    if cell is None or cell in BLANKS:
        return True
    if not isinstance(cell, str) or (cell[0].isalnum() and cell[-1].isalnum()):
        return False
    return cell.translate(INVISIBLE).strip() in BLANKS


def text_up_to(longest: int) -> Callable[[Cell], str]:
    """A reader of texts: on one line, without padding. It raises Unreadable(text_too_long)."""
    return lambda cell: _fitting(text(cell), longest)


def number_up_to(longest: int) -> Callable[[Cell], str]:
    """A reader of numbers in a series (档案编号, 库位). It raises Unreadable(text_too_long)."""
    return lambda cell: _fitting(number_text(cell), longest)


def text(cell: Cell) -> str:
    """What is written, every character kept, but for padding and what cannot be seen."""
    written = cell if isinstance(cell, str) else _plain(cell)
    if written.isalpha():
        return written
    return PADDING.sub("", " ".join(written.translate(INVISIBLE).split()))


def person_name(cell: Cell) -> str:
    """A name as written, the dot as U+00B7. Raises Unreadable(name_unreadable) on lost glyphs."""
    written = _fitting(text(cell), LONGEST_NAME).translate(DOTS)
    if LOST_GLYPHS.search(written):
        raise Unreadable("name_unreadable")
    return written


def ascii_text(written: str) -> str:
    """Full-width letters, digits, dashes and spaces as ASCII, ends trimmed."""
    return written.strip() if written.isascii() else written.translate(ASCII).strip()


def number_text(cell: Cell) -> str:
    """A number as ASCII, without spaces and without the spreadsheet's mark for text."""
    written = ascii_text(_plain(cell)).lstrip("'`‘’")
    return written if written.isalnum() else "".join(written.split())


def count_up_to(most: int) -> Callable[[Cell], int]:
    """A reader of whole numbers, digits only. It raises Unreadable(count_unreadable)."""

    def read(cell: Cell) -> int:
        found = COUNT.fullmatch(number_text(cell))
        if found is None or int(found[1]) > most:
            raise Unreadable("count_unreadable", value=echo(cell), most=most)
        return int(found[1])

    return read


count_of_volumes = count_up_to(MOST_VOLUMES)


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _fitting(written: str, longest: int) -> str:
    if len(written) > longest:
        raise Unreadable("text_too_long", longest=longest)
    return written
