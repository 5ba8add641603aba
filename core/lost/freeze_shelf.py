"""Freeze the shelf (架位暂停出库): where one volume is gone, its neighbours rest until counted."""

from __future__ import annotations

from sqlmodel import Session, col, select

from core.holdings.dossier import Slot, Volume
from core.lost.frozen_slot import FrozenSlot
from core.lost.search import Search
from core.unit import OpenUnit


def shelf_of(code: str) -> str:
    """The beginning that the slots of one shelf share: A-01-2 and A-01-3 stand on A-01-."""
    head, dash, _ = code.rpartition("-")
    return f"{head}{dash}"


def slots_of_shelf(session: Session, search: Search) -> list[int]:
    """The slots on the volume's shelf, its own among them; none for a volume without a slot."""
    own = session.exec(
        select(Slot)
        .join(Volume, col(Volume.slot_id) == Slot.id)
        .where(Volume.id == search.volume_id)
    ).first()
    if own is None:
        return []
    shelf = shelf_of(own.code)
    near = select(Slot.id).where(Slot.room_id == own.room_id)
    near = near.where(
        col(Slot.code).startswith(shelf, autoescape=True) if shelf else Slot.id == own.id
    )
    return [slot or 0 for slot in session.exec(near.order_by(col(Slot.id))).all()]


def freeze_shelf(unit: OpenUnit, search: Search) -> int:
    """Let nothing leave the shelf from now on; gives how many slots that are."""
    slots = slots_of_shelf(unit.session, search)
    for slot_id in slots:
        unit.session.add(FrozenSlot(search_id=search.id or 0, slot_id=slot_id, since=unit.now))
    return len(slots)
