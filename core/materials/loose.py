"""Loose materials (零散材料): catalogued, not yet in their volume; and by when they should be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from core.clock import local_date
from core.collection.listed_piece import months_after
from core.holdings.dossier import Dossier
from core.materials.material import Material, MaterialState
from rules.book import RuleBook


@dataclass(frozen=True, slots=True)
class Loose:
    """What waits beside one dossier: how many, and by when it must lie in it and be bound."""

    number: str
    dossier_id: int
    pieces: int
    place_by: date
    bind_by: date


def loose_in(session: Session, rooms: Collection[int], book: RuleBook) -> list[Loose]:
    """Dossiers of these rooms that loose materials wait for, the longest waiting first."""
    rows = session.exec(
        select(
            Dossier.number,
            col(Dossier.id),
            func.count(col(Material.id)),
            func.min(Material.filed_at),
        )
        .join(Material, col(Material.dossier_id) == Dossier.id)
        .where(col(Dossier.room_id).in_(rooms), Material.state == MaterialState.LOOSE)
        .where(col(Material.filed_at).is_not(None))
        .group_by(Dossier.number, col(Dossier.id))
        .order_by(func.min(Material.filed_at))
    ).all()
    place, bind = book.periods["place_within"].value, book.periods["bind_within"].value
    return [
        Loose(
            number,
            key or 0,
            pieces,
            _due(local_date(at), place),
            _due(local_date(at), bind),
        )
        for number, key, pieces, at in rows
        if at is not None
    ]


def loose_of(session: Session, dossier_id: int) -> list[Material]:
    """The loose materials of one dossier."""
    return list(
        session.exec(
            select(Material)
            .where(Material.dossier_id == dossier_id, Material.state == MaterialState.LOOSE)
            .order_by(col(Material.class_code), col(Material.serial))
        ).all()
    )


def _due(day: date, months: int) -> date:
    return months_after(day, months) or day
