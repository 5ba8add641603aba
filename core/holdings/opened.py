"""Opened classes (打开的类别): what the catalogue counts of the classes that an application names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.holdings.class_count import ClassCount

WHOLE = ("全卷", "整卷", "全部")
_NUMERALS = {said: str(n) for n, said in enumerate("一二三四五六七八九十", start=1)}
_SAID = re.compile("[一二三四五六七八九十]")

# Pieces and pages; None where the catalogue does not say.
Counted = tuple[int | None, int | None]


def classes_named(classes: str) -> frozenset[str]:
    """The codes of the classes that these words name; none where they speak of the whole volume."""
    if any(word in classes for word in WHOLE):
        return frozenset()
    return frozenset(_NUMERALS[said] for said in _SAID.findall(classes))


def counted_of(counts: Iterable[ClassCount], codes: frozenset[str]) -> Counted:
    """What a volume's catalogue counts of these classes."""
    opened = [it for it in counts if it.code.split("-")[0] in codes]
    if not opened:
        return None, None
    pages = [it.pages for it in opened if it.pages is not None]
    return sum(it.pieces for it in opened), sum(pages) if len(pages) == len(opened) else None
