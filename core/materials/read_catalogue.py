"""Read a catalogue (看目录): what a dossier holds is personal, so every reading is logged."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.errors import Forbidden, NotFound
from core.holdings.dossier import Dossier, Secrecy
from core.materials.catalogue import lines_of
from core.materials.events import CatalogueRead
from core.materials.questions import room_of_dossier
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCatalogue(Command):
    """`dossier` is its number; `printed` where it goes onto paper."""

    dossier: str
    printed: bool = False


@use_case(ReadCatalogue, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_dossier)
def read_catalogue(command: ReadCatalogue, unit: OpenUnit) -> Answer:
    """Gives the number of lines. Raises NotFound, Forbidden for a secret one to others than the head."""
    dossier = unit.session.exec(select(Dossier).where(Dossier.number == command.dossier)).first()
    if dossier is None:
        raise NotFound
    place = room_of_dossier(command, unit)
    if dossier.secrecy != Secrecy.NONE and not unit.holds(frozenset({Role.HEAD}), place):
        raise Forbidden
    lines = len(lines_of(unit.session, dossier.id or 0))
    unit.record(CatalogueRead(ref=dossier.number, lines=lines, printed=command.printed))
    return Done({"dossier": dossier.number, "lines": lines})
