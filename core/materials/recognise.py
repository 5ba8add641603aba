"""Recognise a catalogue line (认材料): which required kind a title names, and which occasion. Pure.

A title is compared with each kind's title and aliases, the names of before 2018 among them; the
longest that it contains wins. What nobody can tell stays unnamed, for a person.
"""

from __future__ import annotations

import re

from rules.book import RuleBook
from rules.materials import MaterialKind

_YEAR = re.compile(r"(19|20)\d\d(?=\s*年?度?)")
LATE, EARLY = 10, 6  # a review is written at the end of its year, or early in the next


def kind_of_title(book: RuleBook, class_code: str, title: str) -> MaterialKind | None:
    """The kind that is filed in this class under such a title; None where none fits."""
    plain = "".join(title.split())
    named = [
        (len(name), kind)
        for kind in book.materials.values()
        if class_code in _classes(kind)
        for name in (kind.title, *kind.aliases)
        if name in plain
    ]
    return max(named, key=lambda it: it[0])[1] if named else None


def occasion_of(kind: MaterialKind, title: str, formed: str) -> str:
    """The year that a yearly paper is about, the day of one of several; empty for what is once."""
    if kind.requirement == "each":
        return formed
    if kind.requirement != "yearly":
        return ""
    year = _YEAR.search(title)
    return year[0] if year else _year_by_day(formed)


def _year_by_day(formed: str) -> str:
    parts = formed.split(".")
    if not parts[0].isdigit():
        return ""
    month = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else LATE
    if month >= LATE:
        return parts[0]
    return str(int(parts[0]) - 1) if month <= EARLY else ""


def _classes(kind: MaterialKind) -> set[str]:
    """Where it may stand; an old catalogue knows no sub-classes."""
    filed = {kind.class_code, *kind.as_filed}
    return filed | {code.partition("-")[0] for code in filed}
