"""Questions about searches (查找): find one, its room, which are past their term."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import case
from sqlmodel import Session, col, select

from core.command import Place
from core.errors import NotFound, Stale
from core.lost.look import Look
from core.lost.rebuilding import RebuiltVolume
from core.lost.search import Search, SearchState
from core.lost.sighting import Sighting
from core.unit import OpenUnit


class OnSearch(Protocol):
    """A command about one search, named by its reference."""

    @property
    def search(self) -> str: ...


def room_of_search(command: OnSearch, unit: OpenUnit) -> Place:
    """The room whose volume is missing; raises NotFound."""
    room_id = unit.session.exec(
        select(Search.room_id).where(Search.ref == command.search)
    ).one_or_none()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


def find_search(unit: OpenUnit, ref: str, seen_version: int | None = None) -> Search:
    """The search with this reference, locked for a change. Raises NotFound, Stale."""
    found = unit.session.exec(select(Search).where(Search.ref == ref).with_for_update()).first()
    if found is None:
        raise NotFound
    if seen_version is not None and found.version != seen_version:
        raise Stale(state=found.state)
    return found


def out_of_use() -> Any:
    """Ids of volumes that nobody asks for any more: those that a rebuilt one stands for, and
    rebuilt ones that were set aside when the old one came back."""
    stands = col(RebuiltVolume.set_aside_at).is_(None)
    return select(case((stands, col(RebuiltVolume.replaces)), else_=col(RebuiltVolume.volume_id)))


def open_search_of(session: Session, volume_id: int) -> Search | None:
    """The volume's search that has not ended."""
    return session.exec(
        select(Search).where(Search.volume_id == volume_id, col(Search.ended_at).is_(None))
    ).first()


def claim_of(session: Session, search_id: int | None) -> Sighting | None:
    """The sighting that nobody has compared yet."""
    return session.exec(
        select(Sighting).where(Sighting.search_id == search_id, col(Sighting.compared_at).is_(None))
    ).first()


def has_looked(session: Session, search_id: int | None) -> bool:
    """Whether two people have looked at all."""
    return session.exec(select(Look.id).where(Look.search_id == search_id)).first() is not None


def past_term(session: Session, now: datetime, rooms: Iterable[int] | None = None) -> list[Search]:
    """Searches that went on longer than `periods.lost_search` and wait for the head, oldest first."""
    statement = (
        select(Search)
        .where(Search.state == SearchState.SEARCHING, col(Search.term_at) <= now)
        .order_by(col(Search.reported_at))
    )
    if rooms is not None:
        statement = statement.where(col(Search.room_id).in_(list(rooms)))
    return list(session.exec(statement).all())
