"""Compare what was found (比对): a second person holds it against label, catalogue, pieces and pages.

Where it agrees and no report went up, it goes back to its earlier life at once. What had been
reported, or differs, waits for a decision.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import NotFound, SecondStepBySamePerson
from core.lost.bring_back import bring_back
from core.lost.events import SightingCompared
from core.lost.questions import claim_of, find_search, room_of_search
from core.lost.search import Search, SearchState, SearchStep
from core.lost.sighting import Sighting
from core.lost.tell_heads import tell_heads
from core.members.entered import entered, entered_or_empty
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareFound(Command):
    """`is_it`: it is this volume; `agrees`: all fits. What does not fit is written in `note`."""

    search: str
    seen_version: int
    is_it: bool
    agrees: bool = False
    note: str = ""


@use_case(CompareFound, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_search)
def compare_found(command: CompareFound, unit: OpenUnit) -> Answer:
    """Raises NotFound where nothing was found, SecondStepBySamePerson, BadValue, Stale."""
    search = find_search(unit, command.search, command.seen_version)
    sighting = claim_of(unit.session, search.id)
    if sighting is None:
        raise NotFound
    if sighting.found_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    whole = command.is_it and command.agrees
    words = entered_or_empty if whole else entered
    sighting.note = words("note", command.note, 200)
    sighting.compared_by, sighting.compared_at = unit.principal.member_id, unit.now
    sighting.refuted = not command.is_it
    sighting.agrees = command.agrees if command.is_it else None
    unit.record(
        SightingCompared(
            ref=search.label,
            search=search.ref,
            sighting=sighting.id or 0,
            refuted=sighting.refuted,
            agrees=sighting.agrees,
        )
    )
    _go_on(unit, search, sighting)
    return Done({"search": search.ref, "state": search.state})


def _go_on(unit: OpenUnit, search: Search, sighting: Sighting) -> None:
    if sighting.refuted:
        search.take(SearchStep.REFUTE)
    elif sighting.agrees and search.state == SearchState.SEARCHING:
        bring_back(unit, search, sighting, SearchStep.CLEAR)
    else:
        search.take(SearchStep.COMPARE)
        tell_heads(unit, search, "volume_compared")
