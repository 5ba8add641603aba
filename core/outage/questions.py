"""Questions about late entries (补录): find one, its room, those that wait for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sqlmodel import Session, col, select

from core.command import Place
from core.errors import NotFound
from core.outage.late_entry import LateEntry, LateState
from core.unit import OpenUnit


class OnLateEntry(Protocol):
    """A command about one entry, named by its reference."""

    @property
    def entry(self) -> str: ...


def room_of_entry(command: OnLateEntry, unit: OpenUnit) -> Place:
    """The room of the entry; raises NotFound."""
    room_id = unit.session.exec(
        select(LateEntry.room_id).where(LateEntry.ref == command.entry)
    ).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


def find_entry(session: Session, ref: str) -> LateEntry:
    """The entry, locked for a change; raises NotFound."""
    found = session.exec(select(LateEntry).where(LateEntry.ref == ref).with_for_update()).first()
    if found is None:
        raise NotFound
    return found


def entries_in(
    session: Session, rooms: Iterable[int], states: Iterable[LateState], most: int = 100
) -> list[LateEntry]:
    """The rooms' entries in these states, by the time at which they happened."""
    return list(
        session.exec(
            select(LateEntry)
            .where(col(LateEntry.room_id).in_(list(rooms)), col(LateEntry.state).in_(list(states)))
            .order_by(col(LateEntry.occurred_at), col(LateEntry.id))
            .limit(most)
        ).all()
    )


def entries_of_case(session: Session, request_id: int) -> list[LateEntry]:
    """What was entered late of this case, withdrawn entries left out."""
    return list(
        session.exec(
            select(LateEntry)
            .where(LateEntry.request_id == request_id, LateEntry.state != LateState.WITHDRAWN)
            .order_by(col(LateEntry.occurred_at), col(LateEntry.id))
        ).all()
    )
