"""闭馆: the volumes that must come behind the counter before the reading room closes."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.replies.part import part_of
from core.requests.closing import still_reading


def closing_at(
    session: Session, rooms: frozenset[int], now: datetime, minutes: int
) -> list[dict[str, str]]:
    """One row a volume; empty while the rooms are open for these minutes yet."""
    return [
        {
            "id": it.label,
            "case": it.case,
            "number": it.case_number,
            "volume": f"{it.dossier} {part_of(it.kind, it.ordinal, rebuilt=it.rebuilt)}",
        }
        for it in still_reading(session, rooms, now, minutes)
    ]
