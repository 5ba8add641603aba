"""The rule book (制度规则库): read from TOML, checked as a whole, given a version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rules.draft import Draft
from rules.ladder import Ladder
from rules.law import Law
from rules.lists import Disclosure, Period, Purpose, RuleList
from rules.materials import MaterialClass, MaterialKind
from rules.page import BookProblem, BookRefused, read_pages

__all__ = ["SHIPPED", "BookProblem", "BookRefused", "RuleBook", "load_book"]

SHIPPED = Path(__file__).parent / "book"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """A whole, checked book. `version` is the declared edition and a digest of the text."""

    version: str
    laws: tuple[Law, ...]
    purposes: dict[str, Purpose]
    periods: dict[str, Period]
    lists: dict[str, RuleList]
    disclosures: dict[str, Disclosure]
    ladders: dict[str, Ladder]
    classes: dict[str, MaterialClass]
    materials: dict[str, MaterialKind]

    def law(self, code: str) -> Law:
        """The law with this code; raises KeyError when the book has none."""
        for law in self.laws:
            if law.code == code:
                return law
        raise KeyError(code)

    def filled(self, name: str, titles: Iterable[str]) -> RuleBook:
        """The book with these titles in the list `name` too, each once, after what stands there."""
        listed = self.lists[name]
        more = [it for it in dict.fromkeys(titles) if it not in listed.items.values()]
        if not more:
            return self
        items = listed.items | {f"own_{nth}": it for nth, it in enumerate(more, 1)}
        return replace(self, lists=self.lists | {name: replace(listed, items=items)})

    def laws_of(self, area: str) -> tuple[Law, ...]:
        """The laws of one area (rules/areas.py), in the order of the book."""
        return tuple(law for law in self.laws if law.area == area)

    @property
    def titles(self) -> dict[str, str]:
        """Purpose code → Chinese title, for putting conditions into words."""
        return {code: purpose.title for code, purpose in self.purposes.items()}

    @property
    def disclosure(self) -> dict[str, str]:
        """Channel → level (tickets, names or files)."""
        return {name: entry.level for name, entry in self.disclosures.items()}


def load_book(*folders: Path) -> RuleBook:
    """Read the shipped book, or these folders, a later one laid over the earlier ones.

    Raises BookRefused with every problem found.
    """
    draft = Draft()
    for nth, folder in enumerate(folders or (SHIPPED,)):
        draft.lay(read_pages(folder), overlay=nth > 0)
    draft.check()
    return RuleBook(draft.version, tuple(draft.laws.values()), **draft.parts())
