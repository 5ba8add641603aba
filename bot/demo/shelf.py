"""The shelf (演示库架): which dossiers the cases may take, each once."""

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
    room_id: int
    authority: bool
    labels: list[str]
    tags: list[str | None]


class Shelf:
    """Dossiers whose cadres are in post and whose secrecy allows a chat to speak of them."""

    def __init__(self, session: Session) -> None:
        self.units = {unit.name: unit for unit in session.exec(select(Unit)).all()}
        found: dict[str, OnShelf] = {}
        for number, unit, room_id, authority, label, tag in session.exec(_FREE).all():
            over = authority != Authority.DEPARTMENTAL
            dossier = OnShelf(number, unit, room_id, over, [], [])
            dossier = found.setdefault(number, dossier)
            dossier.labels.append(label)
            dossier.tags.append(tag)
        self._free = list(found.values())

    def take(self, unit: str, *, volumes: int, authority: bool) -> OnShelf | None:
        """The first that fits, of the unit's own cadres if there is one, else of its room's.

        None in a demo too small to have one.
        """
        fitting = [
            dossier
            for dossier in self._free
            if dossier.room_id == self.units[unit].room_id
            and dossier.authority == authority
            and len(dossier.labels) == volumes
        ]
        chosen = next((dossier for dossier in fitting if dossier.unit == unit), None)
        chosen = chosen or next(iter(fitting), None)
        if chosen is not None:
            self._free.remove(chosen)
        return chosen


_FREE = (
    select(
        Dossier.number,
        Unit.name,
        Dossier.room_id,
        Cadre.custody_authority,
        Volume.label,
        Volume.tag,
    )  # type: ignore[call-overload]
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
