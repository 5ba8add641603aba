"""Place a bar (登记不得经手、取消查阅资格): the head enters an organ's decision; a second confirms it.

It holds from the first of the two: waiting for the second would let the dossier be read meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from core.clock import local_date
from core.command import Answer, Command, Done, Place, content_hash, use_case
from core.errors import BadValue, NotFound, SecondStepBySamePerson
from core.holdings.dossier import Dossier
from core.members.barred import Barred
from core.members.entered import entered, entered_or_empty
from core.members.events import BarConfirmed, BarPlaced
from core.members.member import Member, Role
from core.members.second_check import binding_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceBar(Command):
    """`number` is a member's, who may not handle; `name` a reader's, who may not read: one of them.

    Without `dossier` it holds for all that the room keeps.
    """

    room_id: int
    document: str
    number: str = ""
    name: str = ""
    dossier: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmBar(Command):
    bar: int


@use_case(
    PlaceBar,
    roles={Role.HEAD},
    place=lambda command, unit: Place(room_id=command.room_id),
    second_check=lambda command: binding_of("place_bar", content_hash(command)),
)
def place_bar(command: PlaceBar, unit: OpenUnit) -> Answer:
    """Raises BadValue, and NotFound for a member or a dossier that the room does not know."""
    if bool(command.number.strip()) == bool(command.name.strip()):
        raise BadValue(field="who")
    today = local_date(unit.now)
    if command.until is not None and command.until < today:
        raise BadValue(field="until")
    assert unit.principal.member_id is not None
    row = Barred(
        room_id=command.room_id,
        member_id=_member(unit, command.number.strip()),
        name=entered_or_empty("name", command.name, 40),
        dossier_id=_dossier(unit, command),
        document=entered("document", command.document, 60),
        since=today,
        until=command.until,
        entered_by=unit.principal.member_id,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.record(BarPlaced(ref=str(row.id), document=row.document, until=row.until))
    return Done({"bar": row.id})


def _member(unit: OpenUnit, number: str) -> int | None:
    if not number:
        return None
    found = unit.session.exec(select(Member.id).where(Member.number == number)).first()
    if found is None:
        raise BadValue(field="number")
    return found


def _dossier(unit: OpenUnit, command: PlaceBar) -> int | None:
    if not command.dossier.strip():
        return None
    found = unit.session.exec(
        select(Dossier.id).where(
            Dossier.number == command.dossier.strip(), Dossier.room_id == command.room_id
        )
    ).first()
    if found is None:
        raise BadValue(field="dossier")
    return found


def bar_of(unit: OpenUnit, bar: int) -> Barred:
    """The bar's row, held until the commit; raises NotFound, for a lifted one too."""
    row = unit.session.exec(select(Barred).where(Barred.id == bar).with_for_update()).first()
    if row is None or row.lifted_at is not None:
        raise NotFound
    return row


@use_case(
    ConfirmBar,
    roles={Role.HEAD, Role.SECURITY_OFFICER},
    place=lambda command, unit: Place(room_id=bar_of(unit, command.bar).room_id),
    second_check=lambda command: binding_of("confirm_bar", command.bar),
)
def confirm_bar(command: ConfirmBar, unit: OpenUnit) -> Answer:
    """A second person has compared the entry with the document."""
    row = bar_of(unit, command.bar)
    if row.entered_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    if row.confirmed_by is None:
        row.confirmed_by = unit.principal.member_id
        unit.record(BarConfirmed(ref=str(row.id)))
    return Done({"bar": row.id})
