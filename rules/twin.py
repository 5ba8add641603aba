"""The second evaluator (对照核算): the same laws in plain Python, asked on every decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any

from rules.condition import COMPARISONS
from rules.facts.attribute import Plain
from rules.law import Law

_Test = tuple[str, Callable[[Any, Any], bool], Any]


class Twin:
    """Laws sorted once by the step and mode they speak at."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self._laws: dict[tuple[Plain, Plain], list[tuple[str, tuple[_Test, ...]]]] = {}
        for law in laws:
            tests = tuple((c.attribute, COMPARISONS[c.op], c.literal) for c in law.when)
            for place in product(law.steps, law.modes):
                self._laws.setdefault(place, []).append((law.code, tests))

    def fired(self, sheet: Mapping[str, Plain]) -> tuple[str, ...]:
        """Codes of the laws that fire, in the order of the book."""
        return tuple(
            code
            for code, tests in self._laws.get((sheet["step"], sheet["mode"]), ())
            if all(compare(sheet[name], literal) for name, compare, literal in tests)
        )
