"""One flat condition of a law (条件): attribute, comparison, literal. Nothing else parses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from rules.facts.attribute import Attribute, Plain

Literal = Plain | tuple[Plain, ...]

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "in": lambda value, listed: value in listed,
}
WORDS = {
    "==": "为",
    "!=": "不为",
    "<": "少于",
    "<=": "不多于",
    ">": "多于",
    ">=": "不少于",
    "in": "属于",
}
_ORDERED = frozenset({"<", "<=", ">", ">="})
_SHAPE = re.compile(r"\s*([a-z_]+)\s*(==|!=|<=|>=|<|>|\bin\b)\s*(.+?)\s*")
_LIST = re.compile(r"\[\s*(.+?)\s*\]")
_WHOLE = re.compile(r"-?\d{1,9}")
_CODE = re.compile(r"[a-z][a-z0-9_]*")


class ConditionRefused(ValueError):
    """A condition that is not a flat comparison of a known attribute; says why in two languages."""


@dataclass(frozen=True, slots=True)
class Condition:
    """`attribute op literal`; the literal of `in` is a tuple."""

    attribute: str
    op: str
    literal: Literal

    def holds(self, sheet: Mapping[str, Plain]) -> bool:
        """Whether the sheet's value satisfies the comparison."""
        return COMPARISONS[self.op](sheet[self.attribute], self.literal)


def parse_condition(text: str, attributes: Mapping[str, Attribute]) -> Condition:
    """Read e.g. `readers < 2`, `channel in [inside, outside]`; raises ConditionRefused."""
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise ConditionRefused(f"条件“{text}”看不懂，应写成“事实 比较 值”。 Not a flat comparison.")
    name, op, written = shape.groups()
    if name not in attributes:
        raise ConditionRefused(f"没有名为“{name}”的事实。 No such attribute: {name}.")
    attribute = attributes[name]
    if op in _ORDERED and attribute.type is not int:
        raise ConditionRefused(f"“{name}”不是数目，不能比大小。 {name} is not a number.")
    return Condition(name, op, _literal(written, op, attribute))


def _literal(written: str, op: str, attribute: Attribute) -> Literal:
    listed = _LIST.fullmatch(written)
    if (op == "in") != (listed is not None):
        raise ConditionRefused(
            "只有 in 后面写清单 [a, b]。 Only `in` takes a list, and it needs one."
        )
    if listed is None:
        return _value(written, attribute)
    values = tuple(_value(part.strip(), attribute) for part in listed[1].split(","))
    if len(set(values)) != len(values):
        raise ConditionRefused("清单里有重复的值。 The list repeats a value.")
    return values


def _value(written: str, attribute: Attribute) -> Plain:
    value = _plain(written)
    if type(value) is not attribute.type:
        wanted = {bool: "true/false", int: "整数 whole number", str: "代码 code"}[attribute.type]
        raise ConditionRefused(
            f"“{attribute.name}”应与{wanted}比较，而不是“{written}”。 Wrong type of literal."
        )
    if attribute.allowed and value not in attribute.allowed:
        raise ConditionRefused(
            f"“{attribute.name}”不会取值“{written}”，只能是 {'、'.join(attribute.allowed)}。"
            " Not one of its values."
        )
    return value


def _plain(written: str) -> Plain | None:
    if written in ("true", "false"):
        return written == "true"
    if _WHOLE.fullmatch(written):
        return int(written)
    return written if _CODE.fullmatch(written) else None
