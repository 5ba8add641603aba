"""When a loan is extended or called back (延期、提前收回), its ladder stands over the new due day.

What was said of the old day stays said. A loan that comes back to a day it had before takes up the
slots of that day which nobody has spoken of yet.
"""

from __future__ import annotations

from sqlmodel import select

from core.clock import local_date
from core.custody.events import LoanExtended, LoanRecalled
from core.event import when
from core.reminders.calendar_events import DueDaySettled
from core.reminders.reminder import Reminder, ReminderState
from core.reminders.slots import keep_slots, settle_moved, slots_of
from core.reminders.subjects import LOAN
from core.reminders.when_volume_handed_over_remind import book_for
from core.unit import OpenUnit


@when(LoanExtended, LoanRecalled)
def stand_over_the_new_day(
    event: LoanExtended | LoanRecalled | DueDaySettled, unit: OpenUnit
) -> None:
    """A rung of today or earlier is left out: both sides have just been told the day."""
    settle_moved(unit.session, LOAN, event.custody, unit.now)
    book, today = book_for(unit, event.request), local_date(unit.now)
    slots = slots_of(unit.session, book, book.ladders[LOAN], event.due_on)
    ahead = [slot for slot in slots if local_date(slot[1]) > today]
    had = _taken_up_again(event, unit)
    fresh = [slot for slot in ahead if slot[0] not in had]
    keep_slots(unit.session, LOAN, event.custody, event.due_on, fresh)


def _taken_up_again(event: LoanExtended | LoanRecalled | DueDaySettled, unit: OpenUnit) -> set[str]:
    """The rungs that this day has already; those that had moved away wait again."""
    rows = unit.session.exec(
        select(Reminder).where(
            Reminder.subject == LOAN,
            Reminder.subject_id == event.custody,
            Reminder.due_on == event.due_on,
        )
    ).all()
    for reminder in rows:
        unit.session.refresh(reminder)
        if reminder.state == ReminderState.MOVED:
            reminder.state, reminder.settled_at = ReminderState.WAITING, None
    unit.session.flush()
    return {reminder.rung for reminder in rows}
