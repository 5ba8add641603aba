"""闭馆: the volumes that must come behind the counter before the reading room closes."""

from __future__ import annotations

from aiohttp import web

from bot.replies.words import word
from bot.web.keys import DISPATCH
from core.requests.closing import still_reading


async def closing_at(request: web.Request, rooms: frozenset[int]) -> list[dict[str, str]]:
    """One row a volume; empty while the rooms are open for a while yet."""
    dispatch = request.app[DISPATCH]
    minutes = dispatch.law.book.periods["closing_ahead"].value
    now = dispatch.clock.now()
    found = await dispatch.ask(lambda session: still_reading(session, rooms, now, minutes))
    return [
        {
            "id": it.label,
            "case": it.case,
            "number": it.case_number,
            "volume": f"{it.dossier} {word('kind', it.kind)} 第 {it.ordinal} 卷",
        }
        for it in found
    ]
