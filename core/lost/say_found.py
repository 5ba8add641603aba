"""Say that it was found (登记已见到): the first of two people has it in hand."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import Stale
from core.lost.events import VolumeSighted
from core.lost.questions import claim_of, find_search, room_of_search
from core.lost.search import SearchStep
from core.lost.sighting import Sighting
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class SayFound(Command):
    """`place` is where it was."""

    search: str
    place: str


@use_case(SayFound, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_search)
def say_found(command: SayFound, unit: OpenUnit) -> Answer:
    """Nothing moves before another person has compared it. Raises Stale where one said so already."""
    search = find_search(unit, command.search)
    search.take(SearchStep.SAY_FOUND)
    if claim_of(unit.session, search.id) is not None:
        raise Stale(state=search.state)
    assert unit.principal.member_id is not None
    sighting = Sighting(
        search_id=search.id or 0,
        found_by=unit.principal.member_id,
        found_at=unit.now,
        place=entered("place", command.place, 100),
    )
    unit.session.add(sighting)
    unit.session.flush()
    unit.record(VolumeSighted(ref=search.label, search=search.ref, sighting=sighting.id or 0))
    return Done({"search": search.ref})
