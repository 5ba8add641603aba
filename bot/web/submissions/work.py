"""A list as the counter's work in hand (窗口清点): its reading logged, its lines with names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from aiohttp import web

from bot.web.pages.person import Person
from bot.web.submissions.read import facts_of, piece_shown, read, seen
from core.errors import NotFound


async def count_in_work(
    request: web.Request, who: Person, ref: str, rooms: Collection[int]
) -> dict[str, Any] | None:
    """None alike for what there is not and what another room receives."""
    try:
        if (await seen(request, who, ref)).row.room_id not in rooms:
            return None
        found = await read(request, who, ref, "counter")
    except NotFound:
        return None
    row = found.row
    return {
        "kind": "count_in",
        "id": "",
        "case": row.number,
        "submission": row.ref,
        "version": row.version,
        "may": row.state == "listed",
        "facts": facts_of(found),
        "lines": [piece_shown(it) for it in found.pieces],
    }
