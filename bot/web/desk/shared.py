"""What desk pages share (案头): who may open which of them, and the menu above."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.web.desk.may_open import (
    CALENDAR,
    CAMPAIGNS,
    CASES,
    GAPS,
    IMPORT,
    LABELS,
    LOG,
    MEMBERS,
    REGISTER,
    ROOM_STAFF,
    SUBMISSIONS,
)
from bot.web.desk.menu import menu
from bot.web.pages.person import Person, person, shown
from core.errors import NotFound

__all__ = [
    "CALENDAR",
    "CAMPAIGNS",
    "CASES",
    "GAPS",
    "IMPORT",
    "LABELS",
    "LOG",
    "MEMBERS",
    "REGISTER",
    "ROOM_STAFF",
    "SUBMISSIONS",
    "desk_shown",
    "person_with",
]


async def person_with(request: web.Request, roles: frozenset[str]) -> Person:
    """Who asks, if they hold one of these roles; to everyone else there is no such page."""
    who = await person(request)
    if not who.roles & roles:
        raise NotFound
    return who


def desk_shown(request: web.Request, who: Person, place: str) -> dict[str, Any]:
    """The context that every desk page shares."""
    return {**shown(request, who, "desk"), **menu(who.roles, place), "desk_place": place}
