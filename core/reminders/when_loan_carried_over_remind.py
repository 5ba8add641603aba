"""When a loan is carried over, its due day gets its reminder, unless that day is past.

What is overdue on day one stands in the counter's list; a room that goes live reminds no fifty units
in one morning.
"""

from __future__ import annotations

from datetime import datetime, time

from core.clock import SHANGHAI, local_date
from core.custody.events import LoanCarriedOver
from core.event import when
from core.reminders.reminder import Reminder
from core.unit import OpenUnit

MORNING = time(9, 0)


@when(LoanCarriedOver)
def remind_on_its_due_day(event: LoanCarriedOver, unit: OpenUnit) -> None:
    if event.due_on < local_date(unit.now):
        return
    due_at = datetime.combine(event.due_on, MORNING, tzinfo=SHANGHAI)
    unit.session.add(Reminder(custody_id=event.custody, rung="due_day", due_at=due_at))
