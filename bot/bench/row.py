"""One figure (一项指标): what was measured, what was hoped for, and what it stands beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

SIGNS = {">=": "≥", "<=": "≤", "==": "="}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """`sign` is >=, <= or ==; an empty sign states no goal."""

    sign: str = ""
    limit: float = 0.0

    def holds(self, value: float) -> bool:
        return {
            ">=": value >= self.limit,
            "<=": value <= self.limit,
            "==": value == self.limit,
        }.get(self.sign, True)

    def __str__(self) -> str:
        return f"{SIGNS[self.sign]} {self.limit:g}" if self.sign else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`beside` holds yardsticks of the same run by name; `note` says what a reader must know."""

    name: str
    value: float
    unit: str
    goal: Goal = field(default_factory=Goal)
    beside: dict[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.goal.holds(self.value)

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "goal": str(self.goal),
            "holds": self.holds,
            "beside": self.beside,
            "note": self.note,
        }

    def as_line(self) -> str:
        mark = "holds" if self.holds else "DOES NOT HOLD"
        beside = ", ".join(f"{name} {value}" for name, value in self.beside.items())
        return (
            f"{self.name}: {self.value:g} {self.unit} ({self.goal}: {mark}; {beside}) {self.note}"
        )


def at_least(limit: float) -> Goal:
    return Goal(sign=">=", limit=limit)


def at_most(limit: float) -> Goal:
    return Goal(sign="<=", limit=limit)


def exactly(limit: float) -> Goal:
    return Goal(sign="==", limit=limit)
