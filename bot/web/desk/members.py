"""The members' page (人员与绑定): the list, entering someone, and asking for a role."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlmodel import Session, col

from bot.replies.words import words
from bot.web.access import SIGNED, admits
from bot.web.desk.member_rows import member_rows
from bot.web.desk.shared import MEMBERS, desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.members.member import OFFICERS, Role
from core.members.room import Room
from core.members.scope import visible
from core.members.units import Unit


@admits(SIGNED)
async def get_members(request: web.Request) -> web.Response:
    who = await person_with(request, MEMBERS)
    return await members_page(request, who)


async def members_page(
    request: web.Request,
    who: Person,
    *,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
    why: dict[str, str] | None = None,
) -> web.Response:
    """The page, with what became of a press above it."""
    dispatch, q = request.app[DISPATCH], request.query.get("q", "").strip()[:20]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        return {"members": member_rows(session, who, q, now), "scopes": _scopes(session, who)}

    context = {
        **desk_shown(request, who, "members"),
        **await dispatch.ask(look),
        "q": q,
        "roles": [{"id": code, "word": said} for code, said in words("role").items()],
        "draft": draft or {},
        "why": why or {},
        "may_add": Role.ADMINISTRATOR in who.roles,
        "may_propose": bool(who.roles & OFFICERS),
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "members.html.j2", context)


def _scopes(session: Session, who: Person) -> list[dict[str, str]]:
    """Over what a role may be held: rooms, then units."""
    rooms: Any = select(col(Room.id), col(Room.name)).order_by(col(Room.id))
    units: Any = select(col(Unit.id), col(Unit.name)).order_by(col(Unit.name))
    return [
        *(
            {"id": f"room:{key}", "word": name}
            for key, name in session.execute(visible(rooms, Room, who.viewer)).all()
        ),
        *(
            {"id": f"unit:{key}", "word": name}
            for key, name in session.execute(visible(units, Unit, who.viewer)).all()
        ),
    ]
