"""Decide about what was found (找到后的处理): the superior's document, or the head's own words.

Reported upward, the superior decides which of the two volumes serves; both histories are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep, NotFound, SecondStepBySamePerson
from core.holdings.dossier import Volume
from core.lost.bring_back import bring_back
from core.lost.events import FoundSetAside
from core.lost.questions import find_search, room_of_search
from core.lost.rebuilding import RebuiltVolume
from core.lost.search import Search, SearchStep
from core.lost.sighting import Sighting
from core.members.entered import entered, entered_or_empty
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideFound(Command):
    """`restore`: the found volume serves again; else the rebuilt one goes on and it is set aside."""

    search: str
    seen_version: int
    restore: bool
    words: str
    document: str = ""


@use_case(DecideFound, roles={Role.HEAD}, place=room_of_search)
def decide_found(command: DecideFound, unit: OpenUnit) -> Answer:
    """Raises Stale, BadValue, NotFound, SecondStepBySamePerson; ImpossibleStep where there is no
    rebuilt volume that could go on."""
    search = find_search(unit, command.search, command.seen_version)
    sighting = _compared(unit, search)
    if sighting.found_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    # What the superior was told of, the superior decides.
    given = entered if search.confirmed_by is not None else entered_or_empty
    sighting.document = given("document", command.document, 60)
    sighting.words = entered("words", command.words, 300)
    sighting.decided_by, sighting.decided_at = unit.principal.member_id, unit.now
    rebuilt = unit.session.exec(
        select(RebuiltVolume).where(RebuiltVolume.search_id == search.id)
    ).first()
    if command.restore:
        _set_rebuilt_aside(unit, rebuilt)
        bring_back(unit, search, sighting, SearchStep.RESTORE)
    elif rebuilt is None:
        raise ImpossibleStep(state=search.state, step=SearchStep.SET_ASIDE)
    else:
        search.end(SearchStep.SET_ASIDE, unit.now)
        unit.record(FoundSetAside(ref=search.label, search=search.ref, document=sighting.document))
    return Done({"search": search.ref, "state": search.state})


def _compared(unit: OpenUnit, search: Search) -> Sighting:
    found = unit.session.exec(
        select(Sighting)
        .where(Sighting.search_id == search.id, col(Sighting.decided_at).is_(None))
        .where(col(Sighting.refuted).is_(False), col(Sighting.compared_at).is_not(None))
    ).first()
    if found is None:
        raise NotFound
    return found


def _set_rebuilt_aside(unit: OpenUnit, rebuilt: RebuiltVolume | None) -> None:
    if rebuilt is None:
        return
    rebuilt.set_aside_at = unit.now
    unit.session.get_one(Volume, rebuilt.volume_id).lost = True
