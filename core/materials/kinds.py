"""Kinds of material as filing needs them (归类排序): class, set and rank from the rule book."""

from __future__ import annotations

from typing import Any

from rules.book import RuleBook


def kind_of(book: RuleBook, code: str) -> Any | None:
    """The kind of material with this code, None where the book has none."""
    return getattr(book, "materials", {}).get(code)
