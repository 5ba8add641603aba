"""The register at the desk (登记簿): which days are written up, which still wait for their page."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import day
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import REGISTER, desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.templates import page
from core.clock import local_date
from core.members.room import Room
from core.register.questions import Day, days_until

DAYS_SHOWN = 31


@admits(SIGNED)
async def get_register_page(request: web.Request) -> web.Response:
    """The last month's days that had a movement, newest first, for every room that is kept."""
    who = await person_with(request, REGISTER)
    dispatch = request.app[DISPATCH]
    today, rooms = local_date(dispatch.clock.now()), sorted(who.rooms)

    def look(session: Session) -> list[dict[str, Any]]:
        return [
            {
                "id": room_id,
                "name": session.get_one(Room, room_id).name,
                "days": _days(days_until(session, room_id, today, DAYS_SHOWN)),
            }
            for room_id in rooms
        ]

    context = {
        **desk_shown(request, who, "register"),
        "books": await dispatch.ask(look),
        "may_write": "archivist" in who.roles,
    }
    return page(request, "desk/register.html.j2", context)


def _days(found: list[Day]) -> list[dict[str, Any]]:
    """The oldest day that waits comes first into the book."""
    waiting = [it.day for it in found if it.unwritten]
    return [
        {
            "day": it.day.isoformat(),
            "word": day(it.day),
            "pages": "、".join(str(number) for number in it.pages),
            "unwritten": it.unwritten,
            "oldest": bool(waiting) and it.day == min(waiting),
        }
        for it in found
    ]
