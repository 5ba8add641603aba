"""What never passes a unit contact (纪检、审计等材料): class five and eight, and what says so itself.

Discipline and audit material goes from its source organ to the archive room, direct
(《条例》第二十条; office practice): a contact is a junior and would read of their own leaders.
"""

from __future__ import annotations

from core.collection.listed_piece import ListedPiece
from rules.book import RuleBook

ORGANS_CLASSES = frozenset({"5", "8"})
WORDS = "organs_material"


def is_organs_own(piece: ListedPiece, book: RuleBook) -> bool:
    """By its kind, else by the words of the book's list in its title."""
    if piece.kind:
        return piece.kind.partition("-")[0] in ORGANS_CLASSES
    return any(it in piece.title for it in book.lists[WORDS].items.values())
