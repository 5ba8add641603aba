"""What never passes a unit contact (纪检、审计等材料): an organ's kinds, and what says so itself.

Discipline and audit material goes from its source organ to the archive room, direct
(《条例》第二十条; office practice): a contact is a junior and would read of their own leaders.
"""

from __future__ import annotations

from core.collection.listed_piece import ListedPiece
from rules.book import RuleBook

ORGANS_CLASS = "8"
WORDS = "organs_material"


def kind_meant(title: str, book: RuleBook) -> str:
    """The code of the required kind that is called exactly so, by title or alias; else empty."""
    bare = title.strip()
    named = (it.code for it in book.materials.values() if bare in (it.title, *it.aliases))
    return next(named, "")


def is_organs_own(piece: ListedPiece, book: RuleBook) -> bool:
    """By its kind, else by the words of the book's list in its title."""
    kind = book.materials.get(piece.kind)
    if kind is not None and (kind.seen_by == "organ" or kind.class_code == ORGANS_CLASS):
        return True
    return any(it in piece.title for it in book.lists[WORDS].items.values())
