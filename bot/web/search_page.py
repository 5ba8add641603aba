"""The search page (档案检索), inside only: “李某档案在哪” answered in one look.

The form posts, so that no name stands in an address, a browser's history or a proxy's log; links
with `?q=` (a dossier number on another page) work too. Every search is logged before it is shown.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.whereabouts import said
from bot.replies.words import error_words
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person, person
from bot.web.pages.templates import page
from bot.web.posted import posted
from bot.web.read_case import full_name
from core.clock import local_date
from core.custody.whereabouts import Located, whereabouts
from core.errors import NotFound
from core.holdings.dossier import Secrecy
from core.holdings.search import SearchHoldings, namesakes, reach_of
from core.ids import opaque

NOT_SEARCHED = 409


@admits(SIGNED)
async def get_search(request: web.Request) -> web.Response:
    """The page; with `?q=` its answer."""
    who = await _keeper(request)
    text = request.query.get("q", "").strip()
    return await _answer(request, who, text, opaque(24))


@admits(SIGNED)
async def post_search(request: web.Request) -> web.Response:
    who = await _keeper(request)
    form = await posted(request)
    return await _answer(request, who, form.text("q"), form.key)


async def _keeper(request: web.Request) -> Person:
    """Someone who keeps a room; to everyone else there is no such page (NotFound)."""
    who = await person(request)
    if not reach_of(who.member_id, who.grants).rooms:
        raise NotFound
    return who


async def _answer(request: web.Request, who: Person, text: str, key: str) -> web.Response:
    context = {
        **desk_shown(request, who, "search"),
        "q": text,
        "why": None,
        "hits": None,
        "more": False,
    }
    if not text:
        return page(request, "search.html.j2", context)
    command = SearchHoldings(text=text)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, f"search:{key}")
    if not outcome.done:
        why = (
            "请输入 1 到 40 个字。" if outcome.code == "bad_value" else error_words(outcome.code)[1]
        )
        context = {**context, "q": text[:40], "why": why}
        return page(request, "search.html.j2", context, status=NOT_SEARCHED)
    found = outcome.data
    hits = await _hits(request, who, found["dossiers"])
    return page(request, "search.html.j2", {**context, "hits": hits, "more": found["more"]})


async def _hits(request: web.Request, who: Person, ids: list[int]) -> list[dict[str, Any]]:
    dispatch = request.app[DISPATCH]
    reach = reach_of(who.member_id, who.grants)
    today = local_date(dispatch.clock.now())

    def look(session: Session) -> list[dict[str, Any]]:
        alike = namesakes(session, reach, ids)
        return [
            {
                **_hit(each, alike[each.dossier_id]),
                "volumes": [said(v, today) for v in each.volumes],
            }
            for each in whereabouts(session, ids, reach)
        ]

    return await dispatch.ask(look)


def _hit(found: Located, alike: int) -> dict[str, Any]:
    return {
        "name": full_name(found.name),
        "number": found.number,
        "unit": found.unit,
        "post": found.post,
        "born": f"{found.born[:4]} 年生" if found.born else "出生年份未登记",
        "flagged": found.secrecy != Secrecy.NONE,
        "alike": alike if alike > 1 else 0,
    }


routes = [web.get("/desk/search", get_search), web.post("/desk/search", post_search)]
