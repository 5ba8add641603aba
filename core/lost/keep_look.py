"""Keep a look (查找记录): where two people looked and what they saw, as often as it happens."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.lost.events import SearchLooked
from core.lost.look import Look
from core.lost.questions import find_search, room_of_search
from core.lost.search import SearchStep
from core.lost.second_person import second_person
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLook(Command):
    search: str
    with_whom: str
    place: str
    result: str


@use_case(KeepLook, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_search)
def keep_look(command: KeepLook, unit: OpenUnit) -> Answer:
    """Raises BadValue, ImpossibleStep, SecondStepBySamePerson."""
    search = find_search(unit, command.search)
    search.take(SearchStep.LOOK)
    assert unit.principal.member_id is not None
    look = Look(
        search_id=search.id or 0,
        looked_by=unit.principal.member_id,
        with_whom=second_person(command.with_whom, unit),
        place=entered("place", command.place, 100),
        result=entered("result", command.result, 200),
        at=unit.now,
    )
    unit.session.add(look)
    unit.session.flush()
    unit.record(SearchLooked(ref=search.label, search=search.ref, look=look.id or 0))
    return Done({"search": search.ref})
