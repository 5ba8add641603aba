"""Questions about holdings: which dossiers an applicant may name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.masked import Masked

MOST = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A dossier that can be chosen: its number, whose it is (masked), what post they hold."""

    number: str
    name: Masked
    post: str


def dossiers_of_unit(session: Session, unit_id: int, text: str) -> list[Named]:
    """Dossiers of the unit's own cadres by a piece of the name; flagged ones are never offered."""
    rows = session.exec(
        select(Dossier.number, Cadre.name, Cadre.post)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(
            Cadre.unit_id == unit_id,
            Dossier.secrecy == Secrecy.NONE,
            col(Cadre.name).contains(text, autoescape=True),
        )
        .order_by(col(Dossier.number))
        .limit(MOST + 1)
    ).all()
    return [Named(number, Masked(name), post) for number, name, post in rows]
