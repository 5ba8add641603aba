"""A rule book being put together (汇编), folder by folder; it notes every slip on the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import Any

from rules.areas import AREAS, LENDING
from rules.basis_text import are_texts, is_text
from rules.law import Law
from rules.law_text import LawText
from rules.lists import KINDS, read_entries
from rules.materials import unknown_classes
from rules.overlay import weakening
from rules.page import BookProblem, BookRefused, Page

MOST_LAWS = 60  # of a ruleset: the engine fails on a fact that satisfies more than 64 at once
_PARTS = frozenset({"edition", "area", "remove", "law", *KINDS})


class Draft:
    """Laws by code, and the other entries by kind and name."""

    def __init__(self) -> None:
        self.laws: dict[str, Law] = {}
        self._entries: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self._problems: list[BookProblem] = []
        self._editions: list[str] = []
        self._digest = hashlib.sha256()
        self._placed: dict[str, Page] = {}  # where a kind of material was written last

    @property
    def version(self) -> str:
        """The declared editions and the first twelve digits of the text's SHA-256."""
        return f"{'+'.join(self._editions) or 'draft'}-{self._digest.hexdigest()[:12]}"

    def parts(self) -> dict[str, dict[str, Any]]:
        """Purposes, periods, lists and disclosures, as the book names them."""
        return {KINDS[kind].part: entries for kind, entries in self._entries.items()}

    def lay(self, pages: Sequence[Page], *, overlay: bool) -> None:
        """Put a folder's pages on top of what is there."""
        for page in pages:
            self._note_version(page)
            self._remove(page, overlay)
        self._lay_laws(pages)
        self._lay_entries(pages)

    def check(self) -> None:
        """Look at the book as a whole; raises BookRefused with everything found so far."""
        rulesets = Counter[tuple[str, str]]()
        for law in self.laws.values():
            places = tuple(product(law.steps, law.modes))
            rulesets.update(places)
            if any(rulesets[place] > MOST_LAWS for place in places):
                self._refuse(
                    law, "", f"同一环节、同一方式的条目超过 {MOST_LAWS} 条。 Too many laws."
                )
            if not _purposes_named(law) <= self._entries["purposes"].keys():
                self._refuse(law, "when", "条件里的用途不在用途清单里。 Unknown purpose.")
        self._check_materials()
        if self._problems:
            raise BookRefused(self._problems)

    def _check_materials(self) -> None:
        for kind in self._entries["materials"].values():
            for code in unknown_classes(kind, self._entries["classes"]):
                page = self._placed[kind.code]
                header = f"materials.{kind.code}"
                sentence = f"没有类别“{code}”。 No such class."
                line = page.line(header, 0, "class")
                self._problems.append(BookProblem(page.file, line, "", header, sentence))

    def _note_version(self, page: Page) -> None:
        self._digest.update(f"{page.file}\0{page.text}\0".encode())
        if is_text(page.tables.get("edition")):
            self._editions.append(page.tables["edition"])
        for key in sorted(page.tables.keys() - _PARTS):
            self._say(page, key, f"没有“{key}”这一部分。 Unknown part of a book: {key}.")
        if page.tables.get("area", LENDING.name) not in AREAS:
            self._say(page, "area", f"领域只能是 {'、'.join(AREAS)}。 Unknown area.")

    def _lay_laws(self, pages: Sequence[Page]) -> None:
        placed: set[str] = set()
        for text in (text for page in pages for text in self._law_texts(page)):
            law = text.read()
            if law is not None and law.code in placed:
                text.say("code", f"条目“{law.code}”写了两遍。 The law is written twice.")
            elif law is not None and self._may_stand(law, text):
                self.laws[law.code] = law
                placed.add(law.code)
            self._problems += text.problems

    def _law_texts(self, page: Page) -> list[LawText]:
        tables = page.tables.get("law", [])
        if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
            area = AREAS.get(str(page.tables.get("area", LENDING.name)), LENDING)
            return [LawText(page, nth, area) for nth in range(len(tables))]
        self._say(page, "law", "条目应写成 [[law]]。 Laws are written as [[law]].")
        return []

    def _may_stand(self, law: Law, text: LawText) -> bool:
        shipped = self.laws.get(law.code)
        key = weakening(shipped, law) if shipped is not None and shipped.fixed else None
        if key is not None:
            text.say(key, f"“{law.title}”是固定条目，不能放宽。 A fixed law is not weakened.")
        return key is None

    def _lay_entries(self, pages: Sequence[Page]) -> None:
        for kind in KINDS:
            own: dict[str, Any] = {}
            for page in pages:
                found = read_entries(page, kind, self._problems)
                for name in sorted(own.keys() & found.keys()):
                    self._say(page, f"{kind}.{name}", f"“{name}”写了两遍。 Written twice.")
                own |= found
                if kind == "materials":
                    self._placed |= dict.fromkeys(found, page)
            self._entries[kind].update(own)

    def _remove(self, page: Page, overlay: bool) -> None:
        codes = page.tables.get("remove", [])
        if not are_texts(codes) or (codes and not overlay):
            self._say(page, "remove", "只有补充规定可以写 remove 清单。 Only an overlay removes.")
            return
        for code in codes:
            law = self.laws.get(code)
            if law is None:
                self._say(page, "remove", f"没有条目“{code}”可取消。 No such law.", code)
            elif law.fixed:
                self._say(page, "remove", f"“{law.title}”是固定条目。 A fixed law stays.", code)
            else:
                del self.laws[code]

    def _say(self, page: Page, key: str, sentence: str, law: str = "") -> None:
        problem = BookProblem(page.file, page.top_line(key), law, key, sentence)
        self._problems.append(problem)

    def _refuse(self, law: Law, key: str, sentence: str) -> None:
        source = law.source
        self._problems.append(BookProblem(source.file, source.line, law.code, key, sentence))


def _purposes_named(law: Law) -> set[Any]:
    literals = [c.literal for c in law.when if c.attribute == "purpose"]
    return {
        code for named in literals for code in (named if isinstance(named, tuple) else (named,))
    }
