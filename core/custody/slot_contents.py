"""What belongs into a slot (库位应有): its volumes, and which of them are not there now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from core.custody.custody import Custody
from core.holdings.dossier import Dossier, Slot, Volume
from core.lost.rebuilding import RebuiltVolume
from core.lost.search import Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One volume that belongs there: `out` of the store, `missed` while it is searched for."""

    dossier: str
    kind: str
    ordinal: int
    out: bool
    missed: bool
    rebuilt: bool


@dataclass(frozen=True, slots=True)
class SlotContents:
    """The volumes in shelf order; one that no longer serves (停用另存) is none of them."""

    code: str
    volumes: tuple[Kept, ...]


def slot_contents(session: Session, label: str, rooms: frozenset[int]) -> SlotContents | None:
    """The slot with this label in one of these rooms; None alike for unknown and foreign."""
    statement = select(Slot).where(Slot.label == label, col(Slot.room_id).in_(rooms))
    slot = session.exec(statement).first()
    if slot is None:
        return None
    rows = session.exec(_kept(slot.id or 0)).all()
    return SlotContents(slot.code, tuple(_volume(*row) for row in rows))


def _kept(slot_id: int) -> Any:
    out = and_(col(Custody.volume_id) == col(Volume.id), col(Custody.closed_at).is_(None))
    missed = and_(col(Search.volume_id) == col(Volume.id), col(Search.ended_at).is_(None))
    told: tuple[Any, ...] = (Dossier.number, Volume, Custody.id, Search.id, RebuiltVolume.volume_id)
    return (
        select(*told)
        .join(Volume, col(Volume.dossier_id) == Dossier.id)
        .outerjoin(Custody, out)
        .outerjoin(Search, missed)
        .outerjoin(RebuiltVolume, col(RebuiltVolume.volume_id) == col(Volume.id))
        .where(Volume.slot_id == slot_id)
        .where(or_(col(Volume.lost).is_(False), col(Search.id).is_not(None)))
        .order_by(col(Dossier.number), col(Volume.kind).desc(), col(Volume.ordinal))
    )


def _volume(
    dossier: str, volume: Volume, custody: int | None, search: int | None, rebuilt: int | None
) -> Kept:
    return Kept(
        dossier=dossier,
        kind=volume.kind,
        ordinal=volume.ordinal,
        out=custody is not None,
        missed=search is not None,
        rebuilt=rebuilt is not None,
    )
