"""Keep the weeks of gap cards (排定查缺周报): one Monday ahead for every unit that was asked and still owes.

The next one is kept once the last was claimed, so that a long silence leaves one card and not ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists
from sqlmodel import Session, col, or_, select

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.gaps.gap import Gap, GapState
from core.members.units import Unit
from core.reminders.reminder import Reminder, ReminderState
from core.reminders.slots import keep_slots, slots_of
from core.reminders.subjects import GAP_WEEK
from core.requests.room_law import law_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepGapWeeks(Command):
    """The clock's; run twice it finds nothing more to do."""


@use_case(KeepGapWeeks, principals={"clock"})
def keep_gap_weeks(command: KeepGapWeeks, unit: OpenUnit) -> Answer:
    """A room whose book has no such ladder sends no cards."""
    monday = next_monday(local_date(unit.now))
    wanted = units_without_a_week(unit.session, monday)
    for row in wanted:
        book = law_of(unit, row.room_id).book
        ladder = book.ladders.get(GAP_WEEK)
        if ladder is not None:
            slots = slots_of(unit.session, book, ladder, monday)
            keep_slots(unit.session, GAP_WEEK, row.id or 0, monday, slots)
    return Done({"kept": len(wanted)})


def next_monday(today: date) -> date:
    """The first Monday after this day."""
    return today + timedelta(days=7 - today.weekday())


def units_without_a_week(session: Session, monday: date) -> list[Unit]:
    """Units that owe something by a day and have no card waiting.

    What was only counted, with no list made out and no campaign, nobody asked of them yet.
    """
    owes = exists().where(
        col(Gap.unit_id) == Unit.id, col(Gap.state) == GapState.OPEN, col(Gap.due_on).is_not(None)
    )
    kept: Any = exists().where(
        col(Reminder.subject) == GAP_WEEK,
        col(Reminder.subject_id) == Unit.id,
        or_(col(Reminder.state) == ReminderState.WAITING, col(Reminder.due_on) >= monday),
    )
    return list(session.exec(select(Unit).where(owes, ~kept).order_by(col(Unit.id))).all())
