"""Find the line of a table or key in TOML text (定位): tomllib gives lines for bad syntax only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(#.*)?")
_KEY = re.compile(r"""\s*["']?([A-Za-z0-9_-]+)["']?\s*=""")
_SYNTAX = re.compile(r"at line (\d+)")
_FENCES = ('"""', "'''")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that opens a table or sets a key; `opens` is empty for a key."""

    number: int
    opens: str
    key: str


def line_of(text: str, table: str, nth: int = 0, key: str = "") -> int:
    """The 1-based line of `key` in the nth `[table]` or `[[table]]`; the header's line if absent.

    A key written as its own sub-table (`[law.basis]`) is found by its header. Keys inside an
    inline table answer with the line of that table. Returns 1 when the table is not there.
    """
    start, seen, current = 0, -1, ""
    for mark in _marks(text):
        if mark.opens:
            current = mark.opens
            if current == table:
                seen += 1
                start = mark.number if seen == nth else start
            if seen == nth and key and current == f"{table}.{key}":
                return mark.number
        elif key and mark.key == key and current == table and (seen == nth or not table):
            return mark.number
    return start or 1


def line_of_syntax(error: str) -> int:
    """The line that tomllib names in its message; 1 when it names none (end of document)."""
    found = _SYNTAX.search(error)
    return int(found[1]) if found else 1


@lru_cache(maxsize=32)
def _marks(text: str) -> tuple[_Mark, ...]:
    """Every header and key of a page, in order: a page is asked about once for each of its laws."""
    found = []
    for number, line in _plain_lines(text):
        if header := _HEADER.fullmatch(line):
            found.append(_Mark(number, header[2], ""))
        elif key := _KEY.match(line):
            found.append(_Mark(number, "", key[1]))
    return tuple(found)


def _plain_lines(text: str) -> list[tuple[int, str]]:
    """The lines outside multi-line strings, numbered."""
    lines: list[tuple[int, str]] = []
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not fence:
            lines.append((number, line))
        for mark in _FENCES:
            if line.count(mark) % 2 and fence in ("", mark):
                fence = "" if fence else mark
    return lines
