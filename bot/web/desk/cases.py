"""The work list's page (办件)."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session
from yarl import URL

from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.listed import ON_A_PAGE, RANGES, Filters, count, found, units_of
from bot.web.desk.rows import rows_of
from bot.web.desk.shared import CASES, SUBMISSIONS, desk_shown
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person, person
from bot.web.pages.templates import page
from core.clock import local_date
from core.errors import NotFound
from core.members.member import OFFICERS
from core.requests.request import State

WORDS = {"mine": "等我办", "all": "全部在办", "out": "在借", "overdue": "逾期", "closed": "已结束"}


@admits(SIGNED)
async def get_desk(request: web.Request) -> web.StreamResponse:
    """Cases of one's rooms or unit; officers and contacts begin elsewhere."""
    who = await person(request)
    if who.roles & OFFICERS:
        raise web.HTTPSeeOther("/desk/members")
    if not who.roles & CASES:
        if who.roles & SUBMISSIONS:
            raise web.HTTPSeeOther("/desk/submissions")
        raise NotFound
    context = await _listed(request, who, Filters.of(request.query))
    return page(request, "desk.html.j2", {**desk_shown(request, who, "cases"), **context})


async def _listed(request: web.Request, who: Person, filters: Filters) -> dict[str, Any]:
    dispatch = request.app[DISPATCH]
    today = local_date(dispatch.clock.now())

    def look(session: Session) -> dict[str, Any]:
        refs, total = found(session, who.viewer, filters, today)
        counts = {name: count(session, who.viewer, name, today) for name in RANGES}
        return {
            "counts": [_count(name, counts[name], filters) for name in RANGES],
            "filters": {"q": filters.q, "state": filters.state, "unit": filters.unit},
            "range": filters.range,
            "states": [{"id": state.value, "word": word("state", state)} for state in State],
            "units": units_of(session, who.viewer),
            "rows": rows_of(session, refs, today, who.viewer),
            "total": total,
            "pages": _pages(request.rel_url, filters, total),
        }

    return await dispatch.ask(look)


def _count(name: str, number: int, filters: Filters) -> dict[str, Any]:
    href = "/desk" if name == "all" else f"/desk?{name}=1"
    return {"word": WORDS[name], "count": number, "href": href, "here": name == filters.range}


def _pages(here: URL, filters: Filters, total: int) -> dict[str, Any] | None:
    if total <= ON_A_PAGE:
        return None
    first = ON_A_PAGE * (filters.page - 1) + 1
    last = min(first + ON_A_PAGE - 1, total)
    earlier = str(here.update_query(page=filters.page - 1)) if filters.page > 1 else None
    later = str(here.update_query(page=filters.page + 1)) if last < total else None
    return {"earlier": earlier, "later": later, "word": f"第 {first}—{last} 件"}
