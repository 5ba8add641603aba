"""Read key facts (看重点信息): dates and careers are personal, so every reading is logged."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.errors import Forbidden, NotFound
from core.holdings.dossier import Dossier, Secrecy
from core.keyfacts.events import KeyFactsRead
from core.keyfacts.questions import is_about
from core.materials.questions import room_of_dossier
from core.members.member import ROOM_ROLES, Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadKeyFacts(Command):
    """`dossier` is its number."""

    dossier: str


@use_case(ReadKeyFacts, roles=ROOM_ROLES, place=room_of_dossier)
def read_key_facts(command: ReadKeyFacts, unit: OpenUnit) -> Answer:
    """Raises NotFound, for one's own too, and Forbidden for a secret one to others than the head."""
    dossier = unit.session.exec(select(Dossier).where(Dossier.number == command.dossier)).first()
    if dossier is None or is_about(unit.session, dossier.id or 0, unit.principal.member_id):
        raise NotFound
    heads_own = unit.holds(frozenset({Role.HEAD}), room_of_dossier(command, unit))
    if dossier.secrecy != Secrecy.NONE and not heads_own:
        raise Forbidden
    unit.record(KeyFactsRead(ref=dossier.number))
    return Done()
