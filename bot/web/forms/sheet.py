"""What every sheet shares: its case, when it was printed, and where to go back to."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.replies.dates import full_day
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.clock import SHANGHAI
from core.members.member import ROOM_ROLES
from core.requests.case import Case


def sheet(
    request: web.Request, who: Person, template: str, back: str, context: dict[str, Any]
) -> web.Response:
    """A page of paper."""
    given = {"room": {"name": who.room}, "back": back, **context}
    return page(request, f"forms/{template}.html.j2", given)


def back_to(who: Person, case: Case) -> str:
    """Where someone came from: the desk for those who have one, else the chat."""
    has_desk = who.roles & (ROOM_ROLES | {"approver"})
    return f"/desk/cases/{case.ref}" if has_desk else "/chat"


def printed_at(request: web.Request) -> str:
    now = request.app[DISPATCH].clock.now()
    return f"{full_day(now)} {now.astimezone(SHANGHAI):%H:%M}"
