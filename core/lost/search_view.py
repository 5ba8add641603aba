"""Looking at a search (看查找): one missing volume with everything that was done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from core.errors import NotFound
from core.holdings.dossier import Dossier, Slot, Volume
from core.lost.frozen_slot import FrozenSlot
from core.lost.look import Look
from core.lost.loss_report import LossReport
from core.lost.rebuilding import Rebuilding, RebuildSource, RebuiltVolume
from core.lost.search import ENDED, Search
from core.lost.sighting import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """`frozen` are the slots that rest still; `claim` is what nobody has compared yet."""

    search: Search
    volume: Volume
    dossier: str
    slot: str
    looks: tuple[Look, ...]
    sightings: tuple[Sighting, ...]
    report: LossReport | None
    frozen: tuple[FrozenSlot, ...]
    checked: tuple[FrozenSlot, ...]
    rebuilding: Rebuilding | None
    sources: tuple[RebuildSource, ...]
    rebuilt: RebuiltVolume | None

    @property
    def claim(self) -> Sighting | None:
        return next((it for it in self.sightings if it.compared_at is None), None)

    @property
    def compared(self) -> Sighting | None:
        """What was compared and waits for a decision."""
        waits = (it for it in self.sightings if it.compared_at and not it.refuted)
        return next((it for it in waits if it.decided_at is None), None)


def search_view(session: Session, ref: str, rooms: Iterable[int]) -> SearchView:
    """The search of one of these rooms; raises NotFound alike for unknown and foreign."""
    views = _views(session, select(Search).where(Search.ref == ref), rooms)
    if not views:
        raise NotFound
    return views[0]


def open_searches(session: Session, rooms: Iterable[int]) -> list[SearchView]:
    """What is not ended, and what ended with a shelf still resting; the oldest first."""
    resting = select(FrozenSlot.search_id).where(col(FrozenSlot.checked_at).is_(None))
    statement = select(Search).where(col(Search.state).not_in(ENDED) | col(Search.id).in_(resting))
    return _views(session, statement, rooms)


def ended_searches(session: Session, rooms: Iterable[int], most: int = 20) -> list[SearchView]:
    """The latest that ended, for looking back."""
    statement = select(Search).where(col(Search.state).in_(ENDED))
    views = _views(session, statement, rooms)
    return sorted(views, key=lambda it: it.search.ended_at or it.search.reported_at)[-most:][::-1]


def _views(session: Session, of: Any, rooms: Iterable[int]) -> list[SearchView]:
    statement = of.where(col(Search.room_id).in_(list(rooms)))
    searches = session.exec(statement.order_by(col(Search.reported_at), col(Search.id))).all()
    return [_view(session, search) for search in searches]


def _view(session: Session, search: Search) -> SearchView:
    key = search.id or 0
    volume, dossier, slot = session.exec(
        select(Volume, Dossier.number, Slot.code)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .outerjoin(Slot, col(Slot.id) == Volume.slot_id)
        .where(Volume.id == search.volume_id)
    ).one()
    slots = session.exec(select(FrozenSlot).where(FrozenSlot.search_id == key)).all()
    return SearchView(
        search=search,
        volume=volume,
        dossier=dossier,
        slot=slot or "",
        looks=_of(session, Look, key),
        sightings=_of(session, Sighting, key),
        report=session.get(LossReport, key),
        frozen=tuple(it for it in slots if it.checked_at is None),
        checked=tuple(it for it in slots if it.checked_at is not None),
        rebuilding=session.get(Rebuilding, key),
        sources=_of(session, RebuildSource, key),
        rebuilt=session.exec(select(RebuiltVolume).where(RebuiltVolume.search_id == key)).first(),
    )


def _of(session: Session, table: Any, key: int) -> tuple[Any, ...]:
    return tuple(session.exec(select(table).where(table.search_id == key).order_by(table.id)).all())
