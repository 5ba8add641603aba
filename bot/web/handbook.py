"""The handbook (制度手册): a room's rule book in plain Chinese, with a search.

Everyone reads the book of their own room; where it differs from the shipped one, that is marked.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.web.access import SIGNED, admits
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person, person, shown
from bot.web.pages.templates import page
from core.errors import NotFound
from core.holdings.rooms_read import rooms_read_by
from core.members.room import Room
from core.requests.room_book import book_of
from rules.differences import Difference, differences, shipped
from rules.handbook import Handbook, HandbookLaw, HandbookLine, handbook

# A part of the page, and the slogans that belong into it; the rest is under its area's own part.
AREAS = (
    ("three_no_lend", "三不借", ("三不借",)),
    ("three_no_read", "三不查", ("三不查",)),
    ("lending", "查阅与借阅的其他规定", ()),
    ("submission", "材料报送", ()),
    ("inspection", "材料鉴别", ()),
)
OTHER_AREAS = ("submission", "inspection")
TABLES = (
    ("purposes", "用途"),
    ("periods", "期限"),
    ("lists", "清单"),
    ("ladders", "提醒次序"),
    ("classes", "类别"),
    ("materials", "应归材料"),
    ("disclosure", "各渠道可以说什么"),
)


@admits(SIGNED)
async def get_handbook(request: web.Request) -> web.Response:
    """`?q=` narrows it to what bears these words, `?room=` takes another of the member's rooms."""
    who, q = await person(request), request.query.get("q", "").strip()[:40]
    rooms = await _rooms(request, who)
    here = _taken(rooms, request.query.get("room", ""))
    book = handbook(book_of(request.app[DISPATCH].law, here))
    others = differences(shipped(), book)
    how = {it.code: it.how for it in others}
    context = {
        **shown(request, who, "handbook"),
        "q": q,
        "book": {"version": book.version, "room": here.name if here else ""},
        "rooms": [{"name": room.name, "here": room is here} for room in rooms],
        "differences": [asdict(it) for it in others if _tells(it, q)],
        "areas": areas(book, q, how),
        "tables": tables(book, q, how),
    }
    return page(request, "handbook.html.j2", context)


async def _rooms(request: web.Request, who: Person) -> list[Room]:
    def look(session: Session) -> list[Room]:
        found = rooms_read_by(session, who.member_id, who.grants)
        session.expunge_all()
        return found

    return await request.app[DISPATCH].ask(look)


def _taken(rooms: list[Room], name: str) -> Room | None:
    """The room that was asked for, else the nearest; to anyone else's there is no such page."""
    if not name:
        return next(iter(rooms), None)
    for room in rooms:
        if room.name == name:
            return room
    raise NotFound


def _tells(it: Difference, q: str) -> bool:
    return q in it.title + it.basis + "".join(it.changes)


def areas(book: Handbook, q: str, how: dict[str, str]) -> list[dict[str, Any]]:
    """The laws that bear the words, by slogan; `how` the room has changed which."""
    named = {slogan for _, _, slogans in AREAS for slogan in slogans}
    found = []
    for area, title, slogans in AREAS:
        whose = area if area in OTHER_AREAS else "lending"
        laws_here = [
            law for law in book.laws if law.area == whose and _belongs(law, slogans, named)
        ]
        own = [law for law in laws_here if _bears(law, q)]
        if own:
            laws = [_law(law) | {"mark": how.get(law.code, "")} for law in own]
            found.append({"id": area, "title": title, "laws": laws})
    return found


def tables(book: Handbook, q: str, how: dict[str, str]) -> list[dict[str, Any]]:
    """Purposes, periods, lists and disclosure levels that bear the words."""
    found = []
    for name, title in TABLES:
        lines: tuple[HandbookLine, ...] = getattr(book, name)
        own = [
            asdict(line) | {"mark": how.get(line.name, "")}
            for line in lines
            if q in line.title + line.said + line.basis
        ]
        if own:
            found.append({"id": name, "title": title, "lines": own})
    return found


def _belongs(law: HandbookLaw, slogans: tuple[str, ...], named: set[str]) -> bool:
    return law.slogan in slogans if slogans else law.slogan not in named


def _bears(law: HandbookLaw, q: str) -> bool:
    words = (law.title, law.slogan, law.remedy, law.basis, *law.when)
    return not q or any(q in text for text in words)


def said(condition: str) -> str:
    """A yes-or-no condition without its bare 为是 or 为否."""
    if condition.endswith("为否"):
        return f"“{condition.removesuffix('为否')}”不成立"
    return condition.removesuffix("为是")


def _law(law: HandbookLaw) -> dict[str, Any]:
    steps = "、".join(law.steps)
    return {
        "code": law.code,
        "title": law.title,
        "effect": law.effect,
        "sentence": f"{steps}时，{'，且'.join(said(it) for it in law.when)}的，{law.effect}。",
        "modes": "、".join(law.modes),
        "basis": law.basis,
        "audience": law.audience,
        "override": law.override,
        "remedy": law.remedy,
        "fixed": law.fixed,
    }
