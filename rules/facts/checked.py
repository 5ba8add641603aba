"""A fact sheet's plain values (事实表取值): types, listed values and counts settled before the law.

The engine compares True with 1 and '5' with 5 as equal, so nothing else may reach it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from rules.facts.attribute import Plain, attributes_of

MOST = 10_000


class FactsRefused(ValueError):
    """The fact sheet holds something that no law may be asked about."""


def plain_values(sheet: type[Any]) -> Callable[[Any], dict[str, Plain]]:
    """The reader of one kind of sheet; it raises FactsRefused for anything untyped or out of range."""
    attributes = attributes_of(sheet)
    names = tuple(field.name for field in fields(sheet))
    types = tuple(attributes[name].type for name in names)
    values_of = attrgetter(*names)
    listed = tuple((n, frozenset(a.allowed)) for n, a in attributes.items() if a.allowed)
    counts = tuple(name for name, a in attributes.items() if a.type is int)

    def read(facts: Any) -> dict[str, Plain]:
        values = values_of(facts)
        if tuple(map(type, values)) != types:
            raise FactsRefused("a fact has the wrong type")
        plain = dict(zip(names, values, strict=True))
        for name, allowed in listed:
            if plain[name] not in allowed:
                raise FactsRefused(f"{name} is not one of its listed values")
        for name in counts:
            if not 0 <= plain[name] <= MOST:
                raise FactsRefused(f"{name} is out of range")
        return plain

    return read
