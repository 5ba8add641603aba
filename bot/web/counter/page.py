"""The counter's page (窗口页): today's lists, the case in hand, the last answer; one page for all."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.web.counter.closing import closing_at
from bot.web.counter.demo_reader import demo_reader
from bot.web.counter.evidence import shown_for, window_opens
from bot.web.counter.modes import modes_of
from bot.web.counter.panel import Panel, unknown
from bot.web.counter.today import place_of, today_at
from bot.web.counter.work import work_of
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person, person, shown
from bot.web.pages.templates import page
from bot.web.read_case import read_case
from bot.web.security import COUNTER_CSP
from bot.web.submissions.work import count_in_work
from core.clock import SHANGHAI, local_date
from core.dispatch import Dispatch
from core.errors import NotFound
from core.members.member import Role
from core.requests.case import Case
from core.requests.counter_lists import Asked


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
    case = await _in_hand(request, who, ref) if ref else None
    if ref and case is None and panel is None:
        panel = unknown()
    listed = panel.submission if panel else request.query.get("submission", "")
    counting = await count_in_work(request, who, listed, rooms_kept(who)) if listed else None
    read = await _read(request, who, case, panel)
    context = {
        **shown(request, who, "counter"),
        **(read if counting is None else {**read, "work": counting}),
        "result": _result(request, panel),
        "desk_reader": demo_reader(request.app) is not None,
        "keeper": who.number,
    }
    answer = page(request, "counter.html.j2", context)
    answer.headers["Content-Security-Policy"] = COUNTER_CSP
    return answer


async def _in_hand(request: web.Request, who: Person, ref: str) -> Case | None:
    """The case of this counter's rooms, its reading logged."""
    case = await read_case(request, who, ref, "counter")
    return case if case is not None and case.room_id in rooms_kept(who) else None


async def _read(
    request: web.Request, who: Person, case: Case | None, panel: Panel | None
) -> dict[str, Any]:
    """Everything that the page shows, read at one moment."""
    dispatch, place, rooms = request.app[DISPATCH], place_of(request), rooms_kept(who)
    now = dispatch.clock.now()
    asked = Asked(rooms=rooms, headed=who.viewer.headed, today=local_date(now), text=place.find)
    ahead = dispatch.law.book.periods["closing_ahead"].value

    def look(session: Session) -> dict[str, Any]:
        return {
            **today_at(session, place, asked),
            "closing": closing_at(session, rooms, now, ahead),
            "work": _work(session, case, panel, dispatch) if case else None,
        }

    return await dispatch.ask(look)


def _work(session: Session, case: Case, panel: Panel | None, dispatch: Dispatch) -> dict[str, Any]:
    book = dispatch.law.of_room(case.room).book
    seen = shown_for(session, case, window_opens(dispatch, case.room))
    return work_of(case, seen, panel, (book, modes_of(session, case)))


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
