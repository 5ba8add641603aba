"""What belongs into a slot (库位应有): its volumes, and which of them are out of the store now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, and_, col, select

from core.custody.custody import Custody
from core.holdings.dossier import Dossier, Slot, Volume


@dataclass(frozen=True, slots=True)
class SlotContents:
    """How many volumes belong there and how many are away; `away` names their dossiers by number."""

    code: str
    volumes: int
    out: int
    away: tuple[str, ...]


def slot_contents(session: Session, label: str, rooms: frozenset[int]) -> SlotContents | None:
    """The slot with this label in one of these rooms; None alike for unknown and foreign."""
    statement = select(Slot).where(Slot.label == label, col(Slot.room_id).in_(rooms))
    slot = session.exec(statement).first()
    if slot is None:
        return None
    is_open = and_(Custody.volume_id == Volume.id, col(Custody.closed_at).is_(None))
    rows = session.exec(
        select(Dossier.number, Custody.id)
        .join(Volume, col(Volume.dossier_id) == Dossier.id)
        .outerjoin(Custody, is_open)
        .where(Volume.slot_id == slot.id)
        .order_by(col(Dossier.number), col(Volume.ordinal))
    ).all()
    out = [number for number, custody in rows if custody is not None]
    return SlotContents(slot.code, len(rows), len(out), tuple(dict.fromkeys(out)))
