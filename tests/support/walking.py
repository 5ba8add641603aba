"""走遍全屋 / Walking through the house as somebody: every link followed, every search form sent as it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from aiohttp import ClientSession

from bot.web.app import ROUTES

HTML = {"Accept": "text/html"}
NO_PAGES = ("/api/", "/static/", "/favicon", "/livez", "/readyz", "/metrics", "/uploads/")
FILES = (".xlsx", ".csv", ".crt", ".json")
# Of one page that differs in its row alone, so many are opened by each person.
MOST = 2


def every_page() -> list[str]:
    """The paths of all pages, those without a row in their address first."""
    paths = [route.path for route in ROUTES if route.method == "GET"]
    kept = [it for it in paths if not it.startswith(NO_PAGES) and not it.endswith(FILES)]
    return sorted(set(kept), key=lambda path: path.count("{"))


_PATTERNS = [(path, re.compile(re.sub(r"\{[a-z]+\}", "[^/]+", path))) for path in every_page()]


def page_of(address: str) -> str:
    """The path in the table of routes that answers this address; "" for a file or another site."""
    path = urlsplit(address).path
    return next((known for known, pattern in _PATTERNS if pattern.fullmatch(path)), "")


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as somebody saw it; `source` is "" of what is no page, a picture for example."""

    place: str
    who: str
    address: str
    page: str
    source: str


@dataclass(slots=True)
class Walk:
    """What was seen, and the links that led nowhere."""

    place: str
    seen: list[Seen] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)

    async def of(
        self, who: str, client: ClientSession, typed: Mapping[str, str], first: tuple[str, ...]
    ) -> None:
        """Through everything that this person can reach from `first`, all of which is opened.

        `typed` is what they put into empty fields; a form that lacks something is not sent.
        """
        waiting, known, opened = list(first), set(first), Counter[object]()
        while waiting:
            address = waiting.pop(0)
            kind = page_of(address), tuple(sorted(_names(address)))
            if opened[kind] >= MOST and address not in first:
                continue
            opened[kind] += 1
            for link in await self._opened(who, client, address, typed):
                if link not in known and page_of(link):
                    known.add(link)
                    waiting.append(link)

    async def _opened(
        self, who: str, client: ClientSession, address: str, typed: Mapping[str, str]
    ) -> list[str]:
        async with client.get(address, headers=HTML, allow_redirects=False) as answer:
            if answer.status == 303:
                return [answer.headers["Location"]]
            if answer.status != 200:
                self.nowhere.append(f"{who} {address} {answer.status}")
                return []
            if answer.content_type != "text/html":
                self.seen.append(Seen(self.place, who, address, page_of(address), ""))
                return []
            source = await answer.text()
        self.seen.append(Seen(self.place, who, address, page_of(address), source))
        return [urljoin(address, it).split("#")[0] for it in ways_on(source, typed)]


def _names(address: str) -> Iterator[str]:
    return (pair.split("=")[0] for pair in urlsplit(address).query.split("&"))


def ways_on(source: str, typed: Mapping[str, str]) -> list[str]:
    """Where the links and the search forms of a page lead."""
    reader = _Ways(typed)
    reader.feed(source)
    return reader.ways


class _Ways(HTMLParser):
    def __init__(self, typed: Mapping[str, str]) -> None:
        super().__init__()
        self.ways: list[str] = []
        self._typed, self._action, self._choice = typed, "", ""
        self._fields: dict[str, str] = {}
        self._others: list[str] = []
        self._lacks = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "a" and given.get("href"):
            self.ways.append(given["href"])
        elif tag == "img" and given.get("src", "").startswith("/"):
            self.ways.append(given["src"])
        elif tag == "form" and given.get("method") == "get":
            self._action, self._fields, self._others = given["action"], {}, []
            self._lacks = False
        elif tag == "button" and given.get("formaction") and self._action:
            self._others.append(given["formaction"])
        elif tag == "input" and name:
            value = given.get("value") or self._typed.get(name, "")
            self._fields.setdefault(name, value)
            self._lacks |= "required" in given and not value
        elif tag == "select":
            self._choice = name
        elif tag == "option" and (self._choice not in self._fields or "selected" in given):
            self._fields[self._choice] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._action:
            asked = urlencode(self._fields)
            if not self._lacks:
                self.ways += [f"{action}?{asked}" for action in (self._action, *self._others)]
            self._action = ""
