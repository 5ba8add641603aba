"""The shelf (演示库架): which dossiers the cases take; a volume leaves for one case only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.holdings.cadre import Authority, Cadre
from core.holdings.dossier import Dossier, Secrecy, Volume, VolumeKind
from core.members.units import Unit


@dataclass(slots=True)
class OnShelf:
    """A dossier with the labels and tags of its originals, in order."""

    number: str
    unit: str
    authority: bool
    labels: list[str]
    tags: list[str | None]
    shared: int = 0


class Shelf:
    """Dossiers whose cadres are in post and whose secrecy allows a chat to speak of them."""

    def __init__(self, session: Session) -> None:
        self.units = dict(session.exec(select(Unit.name, Unit.id)).all())
        found: dict[str, OnShelf] = {}
        for number, unit, authority, label, tag in session.exec(_FREE).all():
            over = authority != Authority.DEPARTMENTAL
            dossier = OnShelf(number, unit, over, [], [])
            dossier = found.setdefault(number, dossier)
            dossier.labels.append(label)
            dossier.tags.append(tag)
        self._free = list(found.values())

    def take(self, unit: str, *, volumes: int, authority: bool) -> OnShelf | None:
        """One that nobody else takes; None in a demo too small to have it."""
        chosen = next(iter(self._fitting(unit, volumes, authority)), None)
        if chosen is not None:
            self._free.remove(chosen)
        return chosen

    def share(self, unit: str, *, volumes: int, authority: bool) -> OnShelf | None:
        """One for a case whose volumes never leave: the least shared."""
        fitting = self._fitting(unit, volumes, authority)
        chosen = min(fitting, key=lambda dossier: dossier.shared, default=None)
        if chosen is not None:
            chosen.shared += 1
        return chosen

    def _fitting(self, unit: str, volumes: int, authority: bool) -> list[OnShelf]:
        return [
            dossier
            for dossier in self._free
            if dossier.unit == unit
            and dossier.authority == authority
            and len(dossier.labels) == volumes
        ]


_FREE = (
    select(  # type: ignore[call-overload]
        Dossier.number, Unit.name, Cadre.custody_authority, Volume.label, Volume.tag
    )
    .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
    .join(Unit, col(Unit.id) == Cadre.unit_id)
    .join(Volume, col(Volume.dossier_id) == Dossier.id)
    .where(
        Dossier.secrecy == Secrecy.NONE,
        Cadre.status == "in_post",
        Volume.kind == VolumeKind.ORIGINAL,
    )
    .order_by(col(Dossier.number), col(Volume.ordinal))
)
