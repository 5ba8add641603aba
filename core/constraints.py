"""How enumerations and other claims become constraints that the database holds."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """`column` holds one of the enumeration's values."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_is_known")


def holds(name: str, condition: str) -> CheckConstraint:
    """A named claim over one row."""
    return CheckConstraint(condition, name=name)
