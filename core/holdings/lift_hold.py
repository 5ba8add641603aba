"""Lift a hold (解除暂缓): the head asks by a document, a second person types the same document.

Until both have, the dossier rests.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, Place, content_hash, use_case
from core.errors import Forbidden, NotFound, SecondStepBySamePerson
from core.holdings.events import HoldLifted, HoldLiftProposed
from core.holdings.hold import Hold
from core.holdings.place_hold import HEAD, dossier_numbered, hold_under
from core.members.entered import entered
from core.members.member import Role
from core.members.second_check import binding_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold(Command):
    """`placed_under` is the document that placed it, `document` the one that lifts it."""

    dossier: str
    placed_under: str
    document: str


def _place(command: LiftHold, unit: OpenUnit) -> Place:
    return Place(room_id=dossier_numbered(unit, command.dossier).room_id)


@use_case(
    LiftHold,
    roles={Role.HEAD, Role.ARCHIVIST, Role.SECURITY_OFFICER},
    place=_place,
    second_check=lambda command: binding_of("lift_hold", content_hash(command)),
)
def lift_hold(command: LiftHold, unit: OpenUnit) -> Answer:
    """Raises BadValue, NotFound, Forbidden, SecondStepBySamePerson."""
    dossier = dossier_numbered(unit, command.dossier)
    hold = hold_under(unit, dossier, command.placed_under.strip())
    if hold is None:
        raise NotFound
    document = entered("document", command.document, 60)
    if hold.lift_document == document and hold.lift_asked_by != unit.principal.member_id:
        return _lift(hold, unit)
    if hold.lift_document == document:
        raise SecondStepBySamePerson
    if not unit.holds(HEAD, _place(command, unit)):
        raise Forbidden
    hold.lift_document, hold.lift_asked_by = document, unit.principal.member_id
    unit.record(HoldLiftProposed(ref=str(hold.id), document=document))
    return Done({"hold": hold.id, "lifted": False})


def lift_together(unit: OpenUnit, hold: Hold, asked_by: int, document: str) -> None:
    """Lift by a document that somebody else has entered before and the principal has compared."""
    if asked_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    hold.lift_document, hold.lift_asked_by = document, asked_by
    unit.record(HoldLiftProposed(ref=str(hold.id), document=document))
    _lift(hold, unit)


def _lift(hold: Hold, unit: OpenUnit) -> Answer:
    hold.lifted_by, hold.lifted_at = unit.principal.member_id, unit.now
    unit.record(HoldLifted(ref=str(hold.id), document=hold.lift_document))
    return Done({"hold": hold.id, "lifted": True})
