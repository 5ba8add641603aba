"""Order within a class (类内排序): by time of formation; what belongs to one set lies together.

A new paper finds its place among the lines as they lie: lines of before are never put in order here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a class: `formed` YYYY[.MM[.DD]] or empty; `set` of papers about one occasion, or
    empty; `rank` within the set, the main document first.
    """

    formed: str
    set: str = ""
    occasion: str = ""
    rank: int = 0

    def belongs_with(self, other: Line) -> bool:
        """Whether both are of one set about one occasion (考察材料 after its 任免表)."""
        return bool(self.set) and (self.set, self.occasion) == (other.set, other.occasion)


def place_for(new: Line, lines: Sequence[Line]) -> int:
    """The serial that the new paper takes, from 1; all from there on move one further."""
    mates = [nth for nth, line in enumerate(lines) if line.belongs_with(new)]
    if mates:
        before = [n for n in mates if (lines[n].rank, lines[n].formed) <= (new.rank, new.formed)]
        return (before[-1] + 1 if before else mates[0]) + 1
    if not new.formed:
        return len(lines) + 1
    earlier = [nth for nth, line in enumerate(lines) if line.formed and line.formed <= new.formed]
    return _past_its_set(earlier[-1], lines) + 2 if earlier else 1


def _past_its_set(nth: int, lines: Sequence[Line]) -> int:
    """The last line that belongs with this one: a set is not parted."""
    while nth + 1 < len(lines) and lines[nth].belongs_with(lines[nth + 1]):
        nth += 1
    return nth
