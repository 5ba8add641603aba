"""Place a hold (暂缓办理): the head enters an organ's decision; a colleague or the
security officer confirms the paper.

The dossier rests from the first of the two: waiting for the second would let it leave meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, Place, content_hash, use_case
from core.errors import BadValue, Forbidden, NotFound, SecondStepBySamePerson
from core.holdings.dossier import Dossier
from core.holdings.events import HoldConfirmed, HoldPlaced
from core.holdings.hold import Hold
from core.members.entered import entered
from core.members.member import Role
from core.members.second_check import binding_of
from core.unit import OpenUnit

HEAD = frozenset({Role.HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold(Command):
    """The same command, typed by a second person with the same document, confirms it.

    `until` is when the organ looks again; it does not lift the hold by itself.
    """

    dossier: str
    organ: str
    document: str
    until: date | None = None


def room_of_dossier(command: PlaceHold, unit: OpenUnit) -> Place:
    """The room that keeps the dossier; raises NotFound."""
    return Place(room_id=dossier_numbered(unit, command.dossier).room_id)


def dossier_numbered(unit: OpenUnit, number: str) -> Dossier:
    """The dossier's row, held until the commit; raises NotFound."""
    found = unit.session.exec(
        select(Dossier).where(Dossier.number == number).with_for_update()
    ).first()
    if found is None:
        raise NotFound
    return found


def hold_under(unit: OpenUnit, dossier: Dossier, document: str) -> Hold | None:
    """The hold on this dossier by this document that has not been lifted."""
    return unit.session.exec(
        select(Hold).where(
            Hold.dossier_id == dossier.id,
            Hold.document == document,
            col(Hold.lifted_at).is_(None),
        )
    ).first()


@use_case(
    PlaceHold,
    roles={Role.HEAD, Role.ARCHIVIST, Role.SECURITY_OFFICER},
    place=room_of_dossier,
    second_check=lambda command: binding_of("place_hold", content_hash(command)),
)
def place_hold(command: PlaceHold, unit: OpenUnit) -> Answer:
    """Raises BadValue, NotFound, Forbidden, SecondStepBySamePerson."""
    dossier = dossier_numbered(unit, command.dossier)
    document = entered("document", command.document, 60)
    hold = hold_under(unit, dossier, document)
    if hold is not None:
        return _confirm(hold, unit)
    if not unit.holds(HEAD, room_of_dossier(command, unit)):
        raise Forbidden
    if command.until is not None and command.until < local_date(unit.now):
        raise BadValue(field="until")
    assert unit.principal.member_id is not None
    hold = Hold(
        dossier_id=dossier.id or 0,
        organ=entered("organ", command.organ, 60),
        document=document,
        since=local_date(unit.now),
        until=command.until,
        placed_by=unit.principal.member_id,
        placed_at=unit.now,
    )
    unit.session.add(hold)
    unit.session.flush()
    unit.record(HoldPlaced(ref=str(hold.id), document=document, until=command.until))
    return Done({"hold": hold.id, "confirmed": False})


def _confirm(hold: Hold, unit: OpenUnit) -> Answer:
    if unit.principal.member_id == hold.placed_by:
        raise SecondStepBySamePerson
    if hold.confirmed_by is None:
        hold.confirmed_by = unit.principal.member_id
        unit.record(HoldConfirmed(ref=str(hold.id)))
    return Done({"hold": hold.id, "confirmed": True})
