"""Kinds of material as filing needs them (归类排序): class, set and rank from the rule book."""

from __future__ import annotations

from rules.book import RuleBook
from rules.materials import MaterialKind


def kind_of(book: RuleBook, code: str) -> MaterialKind | None:
    """The kind of material with this code, None where the book has none."""
    return book.materials.get(code)
