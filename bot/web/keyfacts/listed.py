"""重点信息 listed: items that wait for somebody, the longest open first; never by person or number."""

from __future__ import annotations

from collections import Counter
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import day
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keyfacts.words import fact_word, state_word
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.keyfacts.difference import DifferenceState
from core.keyfacts.questions import Item, items_of, waiting_updates
from core.keyfacts.shown_fact import KeyFact
from core.members.member import ROOM_ROLES

OPEN = (DifferenceState.DIFFERING, DifferenceState.DOUBTFUL, DifferenceState.SUSPECTED)
ENDED = (DifferenceState.SETTLED, DifferenceState.CORRECTED)


@admits(SIGNED)
async def get_facts(request: web.Request) -> web.Response:
    """`?ended=1` shows what was settled."""
    who = await person_with(request, ROOM_ROLES)
    ended = request.query.get("ended") == "1"

    def look(session: Session) -> dict[str, Any]:
        items = items_of(session, who.viewer, ENDED if ended else OPEN)
        return {
            "rows": [_row(it, who) for it in items],
            "counts": _counts(items),
            "updates": waiting_updates(session, who.rooms),
        }

    context = {
        **desk_shown(request, who, "facts"),
        **await request.app[DISPATCH].ask(look),
        "ended": ended,
    }
    return page(request, "keyfacts/listed.html.j2", context)


def _row(it: Item, who: Person) -> dict[str, Any]:
    is_head = it.room_id in who.viewer.headed
    knows = it.may_know_of_suspicion(who.member_id, is_head=is_head)
    return {
        "href": f"/desk/facts/{it.difference.ref}",
        "dossier": it.dossier,
        "fact": fact_word(it.difference.fact, it.difference.detail),
        "state": state_word(it, who.member_id, is_head=is_head),
        "since": day(it.difference.opened_at),
        "waits": knows and it.waiting is not None,
    }


def _counts(items: list[Item]) -> list[tuple[str, int]]:
    """How many items by fact: what kind of paper wants looking at, never whose."""
    found = Counter(it.difference.fact for it in items)
    return [(fact_word(fact), found[fact]) for fact in KeyFact if found[fact]]
