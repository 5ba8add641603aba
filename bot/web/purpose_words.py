"""A purpose in a few words (用途简称): the book's own titles are whole sentences."""

from __future__ import annotations

from rules.book import RuleBook


def in_short(title: str) -> str:
    """The first matter that a title names, with 等 where there are more."""
    whole = title.split("（", maxsplit=1)[0]
    first = whole.split("、")[0]
    return first if first == whole else f"{first}等"


def purpose_words(book: RuleBook, code: str) -> str:
    """A purpose's short words; a code that the book no longer has stands for itself."""
    purpose = book.purposes.get(code)
    return code if purpose is None else in_short(purpose.title)
