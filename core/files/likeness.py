"""Likeness (画面相近): whether two pictures are one and the same, saved anew or made smaller.

A grid too coarse to read any letter. Another scan or photo of the same paper is another picture.
"""

from __future__ import annotations

COLUMNS, ROWS = 40, 56
FIELDS = COLUMNS * ROWS
BLANK_BELOW = 2  # ink in 1/1000 of the page: blank pages are all alike and say nothing
# Saving anew at a quarter of the quality and half the size moves a field by 2 grey levels.
WITHIN = 2
# Fields far apart come first: pages that differ mostly do so in one of these.
_APART = 37


def alike(one: bytes, other: bytes) -> bool:
    """Whether no field differs by more than WITHIN; what was not measured is like nothing."""
    if len(one) != FIELDS or len(other) != FIELDS:
        return False
    return _near(one[::_APART], other[::_APART]) and _near(one, other)


def _near(one: bytes, other: bytes) -> bool:
    return all(-WITHIN <= a - b <= WITHIN for a, b in zip(one, other, strict=True))
