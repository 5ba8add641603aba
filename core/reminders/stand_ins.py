"""Who may stand in (可以代收的人): whoever holds a post in the same unit or room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from core.command import Place
from core.members.member import OFFICERS, Member, Role
from core.members.questions import Held, holders


@dataclass(frozen=True, slots=True)
class StandIn:
    """A colleague by their post; a chat names posts, not people."""

    member_id: int
    number: str
    post: str
    role: str


def stand_ins(
    session: Session, member_id: int, grants: Iterable[Held], now: datetime
) -> list[StandIn]:
    """Colleagues in the order of their posts, each once; none for an officer, whom nothing reminds."""
    found: dict[int, str] = {}
    for place in {_place(held) for held in grants if held.on_behalf_of is None}:
        for role in Role:
            if role not in OFFICERS:
                for colleague in holders(session, role, place, now):
                    found.setdefault(colleague, role)
    found.pop(member_id, None)
    rows = session.exec(select(Member).where(col(Member.id).in_(found)).order_by(col(Member.id)))
    return [StandIn(it.id or 0, it.number, it.post, found[it.id or 0]) for it in rows]


def _place(held: Held) -> Place:
    return Place(room_id=held.room_id, unit_id=held.unit_id)
