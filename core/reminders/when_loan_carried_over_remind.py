"""When a loan is carried over, its due day gets its slots, unless that day is past.

What is overdue on day one stands in the counter's list; a room that goes live reminds no fifty units
in one morning.
"""

from __future__ import annotations

from core.clock import local_date
from core.custody.events import LoanCarriedOver
from core.event import when
from core.reminders.slots import keep_slots, slots_of
from core.reminders.subjects import LOAN
from core.reminders.when_volume_handed_over_remind import book_for
from core.unit import OpenUnit


@when(LoanCarriedOver)
def remind_of_its_due_day(event: LoanCarriedOver, unit: OpenUnit) -> None:
    today = local_date(unit.now)
    if event.due_on < today:
        return
    book = book_for(unit, event.request)
    slots = slots_of(unit.session, book, book.ladders[LOAN], event.due_on)
    coming = [slot for slot in slots if local_date(slot[1]) >= today]
    keep_slots(unit.session, LOAN, event.custody, event.due_on, coming)
