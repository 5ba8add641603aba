"""Who is meant on a list (清单上的人): a dossier number, or a name within the sending unit."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, or_, select

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy


def numbers_meant(
    session: Session, text: str, room_id: int, unit_id: int | None, *, by_staff: bool
) -> list[str]:
    """Dossier numbers that the text can mean; names count among the unit's own people alone.

    A contact is never told of a flagged dossier; an archivist may name anyone of the room by number.
    """
    statement: Any = (
        select(Dossier.number)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Dossier.room_id == room_id, or_(col(Dossier.number) == text.upper(), _named(text)))
    )
    if unit_id is not None and not by_staff:
        statement = statement.where(Cadre.unit_id == unit_id, Dossier.secrecy == Secrecy.NONE)
    found = list(session.exec(statement.order_by(Dossier.number).limit(9)).all())
    return [text.upper()] if text.upper() in found else found


def _named(text: str) -> Any:
    return col(Cadre.name) == text
