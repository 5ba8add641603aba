"""A search's page (查找一卷): what comes next and its form, the record, and what helps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.words import words
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.lost.search_context import (
    clues_context,
    rebuilt_fact,
    search_context,
    staff_named,
)
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.told import audience_over
from core.lost.clues import clues_of
from core.lost.search import SEARCH_TRANSITIONS, SearchState, SearchStep
from core.lost.search_view import SearchView, search_view
from core.members.member import ROOM_ROLES


@admits(SIGNED)
async def get_search_page(request: web.Request) -> web.Response:
    who = await person_with(request, ROOM_ROLES)
    return await search_page(request, who, request.match_info["ref"])


async def search_page(
    request: web.Request,
    who: Person,
    ref: str,
    *,
    notice: dict[str, str] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    """The page, with what became of a press above it. Raises NotFound."""
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        view = search_view(session, ref, who.rooms)
        heads = audience_over(who, view.search.room_id) == "head"
        context = search_context(view, now, staff_named(session, view))
        context["search"]["facts"] += rebuilt_fact(session, view)
        clues = clues_context(clues_of(session, view.volume, heads=heads))
        allowed = may(view, who)
        return {**context, "clues": clues, "may": allowed, "primary": primary(view, allowed, now)}

    context = {
        **desk_shown(request, who, "lost"),
        **await dispatch.ask(look),
        "source_kinds": _options("source_kind"),
        "source_outcomes": [it for it in _options("source_outcome") if it["id"] != "waiting"],
        "draft": draft or {},
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "lost/search.html.j2", context)


def _options(kind: str) -> list[dict[str, str]]:
    return [{"id": code, "word": said} for code, said in words(kind).items()]


def may(view: SearchView, who: Person) -> dict[str, bool]:
    """Which forms stand on the page: by state and role; the core has the last word."""
    search = view.search
    head = audience_over(who, search.room_id) == "head"
    found = view.claim
    steps = {
        step.value: (SearchState(search.state), step) in SEARCH_TRANSITIONS for step in SearchStep
    }
    return steps | {
        "say_found": steps["say_found"] and found is None,
        "compare": steps["compare"] and found is not None and found.found_by != who.member_id,
        "own_claim": found is not None and found.found_by == who.member_id,
        "confirm_lost": steps["confirm_lost"]
        and head
        and found is None
        and bool(view.looks)
        and search.reported_by != who.member_id,
        "approve_rebuilding": steps["approve_rebuilding"] and head,
        "shelve_rebuilt": steps["shelve_rebuilt"]
        and bool(view.sources)
        and all(it.outcome != "waiting" for it in view.sources),
        "print_report": view.report is not None,
        "check_shelf": bool(view.frozen),
        "decide": search.state == SearchState.COMPARED and head,
    }


def primary(view: SearchView, allowed: dict[str, bool], now: datetime) -> str:
    """The one form that stands open: what comes next for whoever looks."""
    late = view.search.term_at <= now
    unprinted = view.report is not None and view.report.printed_at is None
    order = {
        "compare": True,
        "decide": True,
        "confirm_lost": late,
        "print_report": unprinted,
        "check_shelf": True,
        "shelve_rebuilt": True,
        "ask_source": not view.sources,
        "settle_source": True,
        "look": view.search.state != SearchState.REBUILT,
    }
    return next((name for name, now_due in order.items() if now_due and allowed[name]), "")
