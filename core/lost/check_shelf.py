"""Check the shelf (清点架位): two people counted what stands beside the gap; it may move again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.errors import NotFound
from core.lost.events import ShelfChecked
from core.lost.frozen_slot import FrozenSlot
from core.lost.questions import find_search, room_of_search
from core.lost.search import SearchStep
from core.lost.second_person import second_person
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShelf(Command):
    """`result` says what the count came to."""

    search: str
    with_whom: str
    result: str


@use_case(CheckShelf, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_search)
def check_shelf(command: CheckShelf, unit: OpenUnit) -> Answer:
    """Raises NotFound where nothing is frozen, BadValue, SecondStepBySamePerson."""
    search = find_search(unit, command.search)
    search.take(SearchStep.CHECK_SHELF)
    frozen = unit.session.exec(
        select(FrozenSlot).where(
            FrozenSlot.search_id == search.id, col(FrozenSlot.checked_at).is_(None)
        )
    ).all()
    if not frozen:
        raise NotFound
    colleague = second_person(command.with_whom, unit)
    result = entered("result", command.result, 200)
    for slot in frozen:
        slot.checked_by, slot.checked_at = unit.principal.member_id, unit.now
        slot.with_whom, slot.note = colleague, result
    unit.record(ShelfChecked(ref=search.label, search=search.ref, slots=len(frozen)))
    return Done({"search": search.ref, "slots": len(frozen)})
