"""Approve the rebuilding (批准补建): the superior said so on paper; the head records it."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.lost.events import RebuildingApproved
from core.lost.questions import find_search, room_of_search
from core.lost.rebuilding import Rebuilding
from core.lost.search import SearchStep
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRebuilding(Command):
    """`organ` approved by `document`."""

    search: str
    seen_version: int
    organ: str
    document: str


@use_case(ApproveRebuilding, roles={Role.HEAD}, place=room_of_search)
def approve_rebuilding(command: ApproveRebuilding, unit: OpenUnit) -> Answer:
    """Raises Stale, BadValue, ImpossibleStep."""
    search = find_search(unit, command.search, command.seen_version)
    search.take(SearchStep.APPROVE_REBUILDING)
    document = entered("document", command.document, 60)
    assert unit.principal.member_id is not None
    unit.session.add(
        Rebuilding(
            search_id=search.id or 0,
            organ=entered("organ", command.organ, 60),
            document=document,
            recorded_by=unit.principal.member_id,
            recorded_at=unit.now,
        )
    )
    unit.record(RebuildingApproved(ref=search.label, search=search.ref, document=document))
    return Done({"search": search.ref})
