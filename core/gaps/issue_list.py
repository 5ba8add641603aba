"""Issue a unit's gap list (开出查缺清单): it names people, so printing is logged; lines get their last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, Place, use_case
from core.errors import NotFound
from core.gaps.events import GapListIssued
from core.gaps.gap import Gap, GapState, SeenBy
from core.members.member import Role
from core.members.units import Unit
from core.requests.room_law import law_of
from core.unit import OpenUnit

PERIOD = "gap_days"
STAFF = frozenset({Role.ARCHIVIST, Role.HEAD})
BEYOND = STAFF | {Role.APPROVER}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGapList(Command):
    """For the unit's contact, or (`leaders`) the sheet about its leaders for its approver alone."""

    unit_id: int
    leaders: bool = False


def listed_unit(command: IssueGapList, unit: OpenUnit) -> Place:
    """Raises NotFound for an unknown unit."""
    found = unit.session.get(Unit, command.unit_id)
    if found is None:
        raise NotFound
    return Place(room_id=found.room_id, unit_id=found.id)


@use_case(IssueGapList, roles=BEYOND | {Role.UNIT_CONTACT}, place=listed_unit)
def issue_gap_list(command: IssueGapList, unit: OpenUnit) -> Answer:
    """The day counts from the first list that a line stood on. Raises NotFound, also for a contact

    who asks for the leaders' sheet.
    """
    place = listed_unit(command, unit)
    if command.leaders and not unit.holds(BEYOND, place):
        raise NotFound
    seen_by = SeenBy.LEADER if command.leaders else SeenBy.CONTACT
    assert place.room_id is not None
    period = law_of(unit, place.room_id).book.periods[PERIOD].value
    due_on = local_date(unit.now) + timedelta(days=period)
    lines = unit.session.exec(
        select(Gap).where(
            Gap.unit_id == command.unit_id,
            Gap.state == GapState.OPEN,
            col(Gap.seen_by) == seen_by,
        )
    ).all()
    for gap in lines:
        gap.due_on = gap.due_on or due_on
    name = unit.session.get_one(Unit, command.unit_id).name
    unit.record(GapListIssued(ref=name, lines=len(lines), due_on=due_on.isoformat()))
    return Done({"lines": len(lines)})
