"""When a year becomes known, or a due day is settled, waiting slots stand on the right mornings."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlmodel import col, select, text

from core.clock import SHANGHAI
from core.event import when
from core.reminders.calendar_events import DueDaySettled, YearKnown
from core.reminders.reminder import Reminder
from core.reminders.slots import slots_of
from core.reminders.when_due_day_moves_move_reminders import stand_over_the_new_day
from core.unit import OpenUnit


@when(DueDaySettled)
def follow_the_day(event: DueDaySettled, unit: OpenUnit) -> None:
    if event.due_on != event.due_before:
        stand_over_the_new_day(event, unit)


@when(YearKnown)
def set_slots_anew(event: YearKnown, unit: OpenUnit) -> None:
    """A rung counts working days of its own, which may lie in that year though the day does not."""
    new_year = datetime(int(event.ref), 1, 1, tzinfo=SHANGHAI)
    waiting = unit.session.exec(
        select(Reminder)
        .where(text("reminder.state = 'waiting'"), col(Reminder.due_at) >= new_year.astimezone(UTC))
        .order_by(col(Reminder.id))
        .with_for_update()
    ).all()
    moments: dict[tuple[str, object], dict[str, datetime]] = {}
    for row in waiting:
        key = (row.subject, row.due_on)
        if key not in moments:
            moments[key] = _moments(unit, row)
        row.due_at = moments[key].get(row.rung, row.due_at)
    unit.session.add_all(waiting)


def _moments(unit: OpenUnit, row: Reminder) -> dict[str, datetime]:
    """By the house's ladder: a room's own days for the same rung come with its own due days."""
    ladder = unit.law.book.ladders.get(row.subject)
    return dict(slots_of(unit.session, unit.law.book, ladder, row.due_on)) if ladder else {}
