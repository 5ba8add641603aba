"""A paper about one case (办件的纸面): for the staff of its room, after a logged reading."""

from __future__ import annotations

from aiohttp import web

from bot.web.pages.person import Person, person
from bot.web.read_case import read_case
from core.errors import NotFound
from core.requests.case import Case


async def named_case(request: web.Request) -> tuple[Person, Case]:
    """Who asks, and the case with its names. Raises NotFound alike for foreign and unknown."""
    who = await person(request)
    case = await read_case(request, who, request.match_info["ref"], "form")
    if case is None:
        raise NotFound
    return who, case
