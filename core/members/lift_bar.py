"""Lift a bar (解除不得经手、恢复查阅资格): asked by a document, agreed to by a second person.

Until both have, it holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, Place, content_hash, use_case
from core.errors import Forbidden, SecondStepBySamePerson
from core.members.entered import entered
from core.members.events import BarLifted, BarLiftProposed
from core.members.member import Role
from core.members.place_bar import bar_of
from core.members.second_check import binding_of
from core.unit import OpenUnit

_HEAD = frozenset({Role.HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftBar(Command):
    """The same command by a second person, with the same document, lifts it."""

    bar: int
    document: str


def _place(command: LiftBar, unit: OpenUnit) -> Place:
    return Place(room_id=bar_of(unit, command.bar).room_id)


@use_case(
    LiftBar,
    roles={Role.HEAD, Role.SECURITY_OFFICER},
    place=_place,
    second_check=lambda command: binding_of("lift_bar", content_hash(command)),
)
def lift_bar(command: LiftBar, unit: OpenUnit) -> Answer:
    """Raises BadValue, NotFound, Forbidden, SecondStepBySamePerson."""
    row = bar_of(unit, command.bar)
    document = entered("document", command.document, 60)
    if row.lift_document == document and row.lift_asked_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    if row.lift_document == document:
        row.lifted_by, row.lifted_at = unit.principal.member_id, unit.now
        unit.record(BarLifted(ref=str(row.id), document=document))
        return Done({"bar": row.id, "lifted": True})
    if not unit.holds(_HEAD, _place(command, unit)):
        raise Forbidden
    row.lift_document, row.lift_asked_by = document, unit.principal.member_id
    unit.record(BarLiftProposed(ref=str(row.id), document=document))
    return Done({"bar": row.id, "lifted": False})
