"""Standing over a day (时点随日子走): the ladder's slots of a subject, kept once per day and rung.

What was said of an earlier day stays said; a day that comes back takes up its unsaid slots again.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from core.clock import local_date
from core.reminders.reminder import Reminder, ReminderState
from core.reminders.slots import keep_slots, settle_moved, slots_of
from core.requests.room_law import law_of
from core.unit import OpenUnit


def stand_over(
    unit: OpenUnit, subject: str, subject_id: int, room_id: int, due_on: date | None
) -> None:
    """Let the subject's ladder stand over this day; over none, nothing more is said."""
    settle_moved(unit.session, subject, subject_id, unit.now)
    if due_on is None:
        return
    book, today = law_of(unit, room_id).book, local_date(unit.now)
    slots = slots_of(unit.session, book, book.ladders[subject], due_on)
    had = _taken_up_again(unit, subject, subject_id, due_on)
    ahead = [slot for slot in slots if slot[0] not in had and local_date(slot[1]) > today]
    keep_slots(unit.session, subject, subject_id, due_on, ahead)


def _taken_up_again(unit: OpenUnit, subject: str, subject_id: int, due_on: date) -> set[str]:
    rows = unit.session.exec(
        select(Reminder).where(
            Reminder.subject == subject,
            Reminder.subject_id == subject_id,
            Reminder.due_on == due_on,
        )
    ).all()
    for reminder in rows:
        unit.session.refresh(reminder)
        if reminder.state == ReminderState.MOVED:
            reminder.state, reminder.settled_at = ReminderState.WAITING, None
    unit.session.flush()
    return {reminder.rung for reminder in rows}
