"""Seeded typed fact sheets (对照核算样本): fast enough to ask both evaluators a million times."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from rules.areas import AREAS, LENDING, Area, Facts
from rules.book import RuleBook, load_book
from rules.facts.attribute import Attribute
from rules.judge import Judge

_COUNTS = (0, 0, 1, 2, 2, 3)
_STRANGE_PURPOSES = ("other", "", "查阅", "other_work ", "true", "5")


def fact_sheets(count: int, seed: int, book: RuleBook, area: Area = LENDING) -> Iterator[Any]:
    """`count` fact sheets of an area; each attribute takes every value a law could tell apart."""
    draw = Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    purposes = (*book.purposes, *_STRANGE_PURPOSES)
    asked = [(a.name, _values(a, purposes)) for a in area.attributes.values() if not a.derived]
    for _ in range(count):
        yield area.facts(**{name: draw.choice(values) for name, values in asked})


def disagreements(count: int, seed: int, book: RuleBook | None = None) -> int:
    """How often engine and twin differ, or the engine fails, on `count` seeded sheets."""
    asked = book or load_book()
    judge = Judge(asked)
    for area in AREAS.values():
        facts: Facts
        for facts in fact_sheets(count // len(AREAS), seed, asked, area):
            judge.judge(facts)
    return judge.alarms


def _values(attribute: Attribute, purposes: tuple[str, ...]) -> tuple[Any, ...]:
    if attribute.name == "purpose":
        return purposes
    if attribute.type is bool:
        return (True, False)
    return attribute.allowed or _COUNTS
