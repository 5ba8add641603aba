"""一页的骨架 / A page without its words: what axe judges, so that the same is not looked at twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from html.parser import HTMLParser

from tests.support.walking import Seen

# Attributes whose value is only a name or a word: that they are there counts, not what they say.
WORDS = {
    *("id", "name", "for", "href", "action", "value", "content", "alt", "src", "title", "datetime"),
    *("aria-label", "aria-labelledby", "aria-describedby", "aria-controls", "style", "headers"),
    *("min", "max", "maxlength", "minlength", "rows", "cols", "colspan", "rowspan", "placeholder"),
}
# A word or an id: three letters, digits or underlines and more, one a letter; not a version of the book.
LATIN = re.compile(r"[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*")
VERSION = re.compile(r"\b\d{4}\.\d+-[0-9a-f]+")
CODES = {"code", "short"}
SILENT = {"script", "style", "svg", "template", "datalist"}
VOID = {"input", "img", "br", "hr", "meta", "link", "use", "path", "rect", "line", "circle"}


class _Elements(HTMLParser):
    """Each element as its tag, attributes and text, below its parent and that one's parent."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = sorted(
            f"{name}{'' if value else '='}"
            if name in WORDS or name.startswith("data-")
            else f"{name}={value}"
            for name, value in attrs
        )
        classes = next((value for name, value in attrs if name == "class"), "")
        above = ">".join(short for _, short in self._open[-2:])
        self.found.add(f"{above}>{tag}{said}")
        if tag not in VOID:
            self._open.append((tag, f"{tag}.{classes}"))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open:
            self.found.add(">".join(short for _, short in self._open[-3:]) + ">text")


def elements_of(source: str) -> set[str]:
    reader = _Elements()
    reader.feed(source)
    return reader.found


def worth_a_look(seen: Sequence[Seen]) -> list[Seen]:
    """Few pages on which every page's path and every element that any page has is looked at.

    What a page adds only shrinks as others are chosen, so an old count is looked at anew when it leads.
    """
    has = [elements_of(it.source) | {f"page {it.page}"} if it.source else set() for it in seen]
    leading = [(-len(found), nth) for nth, found in enumerate(has) if found]
    heapify(leading)
    known: set[str] = set()
    chosen: list[Seen] = []
    while leading:
        count, nth = heappop(leading)
        new = has[nth] - known
        if new and len(new) < -count:
            heappush(leading, (-len(new), nth))
        elif new:
            chosen.append(seen[nth])
            known |= new
    return chosen


GIVEN = re.compile(r"[A-Z]{1,3}[0-9]{3,}")  # a member's number, a bag's
SHORT = 2  # A4, QR, MB, GB/T
# Names and signs that people here read as they are.
KNOWN = {
    *(
        "Danggui",
        "Telegram",
        "PDF",
        "JPEG",
        "PNG",
        "TIFF",
        "Excel",
        "xlsx",
        "lrmx",
        "lrm",
        "zip",
        "csv",
        "CSV",
    ),
    *("html", "jpg", "http", "https", "certs", "Tab", "Enter", "dpi"),
}


class _Words(HTMLParser):
    """What is read on the page, labels for screen readers too; codes to type (CODES) left out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        code = CODES & set((given.get("class") or "").split())
        if tag not in VOID and (self._silent or code or tag in SILENT):
            self._silent += 1
        self.said += [
            value or "" for name, value in attrs if name in ("aria-label", "alt", "title")
        ]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= bool(self._silent) and tag not in VOID

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def foreign_words(source: str) -> set[str]:
    """Words that are not Chinese, ids among them."""
    reader = _Words()
    reader.feed(source)
    found = {word for text in reader.said for word in LATIN.findall(VERSION.sub("", text))}
    return {word for word in found if len(word) > SHORT and not GIVEN.fullmatch(word)} - KNOWN
