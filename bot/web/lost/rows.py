"""Rows of 不符与查找 (一行): what is open, since when, what to do next; never a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.replies.dates import moment
from bot.replies.words import word
from bot.web.lost.next_step import next_of, presses
from core.lost.search_view import SearchView


def part_of(kind: str, ordinal: int) -> str:
    return f"{word('kind', kind)} 第 {ordinal} 卷"


def search_row(view: SearchView, now: datetime) -> dict[str, Any]:
    """One missing volume."""
    search = view.search
    return {
        "since_at": search.reported_at,
        "href": f"/desk/lost/{search.ref}",
        "number": view.dossier,
        "part": part_of(view.volume.kind, view.volume.ordinal),
        "state": word("search_state", search.state),
        "alarm": presses(view, now),
        "since": moment(search.reported_at),
        "next": next_of(view, now),
    }
