"""End a deputy's term early (终止委托): by the approver, the deputy, or the security officer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import ImpossibleStep, NotFound
from core.members.deputy import Deputy
from core.members.events import DeputyEnded
from core.members.member import Role
from core.members.questions import pseudonym_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDeputy(Command):
    """`deputy` is what `AppointDeputy` answered."""

    deputy: int


@use_case(EndDeputy, anyone=True)
def end_deputy(command: EndDeputy, unit: OpenUnit) -> Answer:
    """No step in the other's name from now on. Raises NotFound, ImpossibleStep when over."""
    row = unit.session.exec(
        select(Deputy).where(Deputy.id == command.deputy).with_for_update()
    ).first()
    officer = unit.holds(frozenset({Role.SECURITY_OFFICER}), Place())
    own = row is not None and unit.principal.member_id in (row.member_id, row.deputy_id)
    if row is None or not (own or officer):
        raise NotFound
    if row.ended_at is not None or row.valid_to <= unit.now:
        raise ImpossibleStep(state="ended")
    row.ended_at = unit.now
    approver = pseudonym_of(unit.session, row.member_id)
    deputy = pseudonym_of(unit.session, row.deputy_id)
    unit.record(DeputyEnded(ref=approver, deputy_row=command.deputy, deputy=deputy))
    for member_id in (row.member_id, row.deputy_id):
        once = f"deputy_ended:{row.id}:{member_id}"
        unit.send(member_id, "deputy_ended", approver, once=once, deputy=row.id)
    return Done()
