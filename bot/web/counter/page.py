"""The counter's page (窗口页): today's lists, the case in hand, the last answer; one page for all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.web.counter.closing import closing_at
from bot.web.counter.demo_reader import demo_reader
from bot.web.counter.evidence import shown_for
from bot.web.counter.modes import modes_of
from bot.web.counter.panel import Panel, unknown
from bot.web.counter.today import today_at
from bot.web.counter.work import work_of
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person, person, shown
from bot.web.pages.templates import page
from bot.web.read_case import read_case
from bot.web.security import COUNTER_CSP
from core.clock import SHANGHAI
from core.errors import NotFound
from core.members.member import Role


def rooms_kept(who: Person) -> frozenset[int]:
    """Rooms at whose counter this member stands as archivist."""
    own = [held for held in who.grants if held.role == Role.ARCHIVIST and held.unit_id is None]
    return frozenset(held.room_id for held in own if held.room_id is not None)


async def keeper(request: web.Request) -> Person:
    """The archivist behind this request; to everyone else there is no such page (NotFound)."""
    who = await person(request)
    if not rooms_kept(who):
        raise NotFound
    return who


async def counter_page(request: web.Request, who: Person, panel: Panel | None) -> web.Response:
    """The whole page, whatever happened: the script swaps its parts, a browser shows it."""
    ref = panel.ref if panel else request.query.get("case", "")
    work = await _work(request, who, ref, panel) if ref else None
    if ref and work is None and panel is None:
        panel = unknown()
    context = {
        **shown(request, who, "counter"),
        **await today_at(request, rooms_kept(who), who.viewer.headed),
        "work": work,
        "closing": await closing_at(request, rooms_kept(who)),
        "result": _result(request, panel),
        "desk_reader": demo_reader(request.app) is not None,
        "keeper": who.number,
    }
    answer = page(request, "counter.html.j2", context)
    answer.headers["Content-Security-Policy"] = COUNTER_CSP
    return answer


async def _work(
    request: web.Request, who: Person, ref: str, panel: Panel | None
) -> dict[str, Any] | None:
    case = await read_case(request, who, ref, "counter")
    if case is None or case.room_id not in rooms_kept(who):
        return None
    dispatch = request.app[DISPATCH]
    book, now = dispatch.law.of_room(case.room).book, dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        window = timedelta(minutes=book.periods["hand_over_window"].value)
        seen = shown_for(session, case, now - window)
        return work_of(case, seen, panel, (book, modes_of(session, case)))

    return await dispatch.ask(look)


def _result(request: web.Request, panel: Panel | None) -> dict[str, Any] | None:
    if panel is None:
        return None
    at = request.app[DISPATCH].clock.now().astimezone(SHANGHAI)
    return {
        "outcome": panel.outcome,
        "title": panel.title,
        "text": panel.text,
        "at_text": f"{at:%H:%M:%S}",
        "reasons": panel.reasons,
        "links": panel.links,
    }
