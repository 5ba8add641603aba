"""Kinds of material as filing needs them (归类排序): class, set and rank from the rule book."""

from __future__ import annotations

from rules.book import RuleBook
from rules.materials import MaterialKind


def kind_of(book: RuleBook, code: str) -> MaterialKind | None:
    """The kind of material with this code, None where the book has none."""
    return book.materials.get(code)


def rank_in_set(kind: MaterialKind, title: str) -> int:
    """The kind's rank, annexes (考察材料 of a 任免审批表) right after the document they belong to."""
    is_annex = "附考察材料" in kind.title and "考察" in title and "任免" not in title
    return 2 * kind.rank + is_annex
