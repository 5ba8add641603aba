"""When a volume is lent, its due day gets the slots of its ladder (到期提醒与催还)."""

from __future__ import annotations

from core.clock import local_date
from core.custody.custody import Kind
from core.custody.events import VolumeHandedOver
from core.event import when
from core.reminders.slots import keep_slots, slots_of
from core.reminders.subjects import LOAN
from core.requests.questions import place_of
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.book import RuleBook


@when(VolumeHandedOver)
def remind_of_the_due_day(event: VolumeHandedOver, unit: OpenUnit) -> None:
    """A rung of today or earlier is left out: whoever stood at the counter knows the day."""
    if event.kind != Kind.LEND or event.due_on is None:
        return
    book, today = book_for(unit, event.request), local_date(unit.now)
    slots = slots_of(unit.session, book, book.ladders[LOAN], event.due_on)
    ahead = [slot for slot in slots if local_date(slot[1]) > today]
    keep_slots(unit.session, LOAN, event.custody, event.due_on, ahead)


def book_for(unit: OpenUnit, request: str) -> RuleBook:
    """The book of the room that this request lies with."""
    if not unit.law.rooms:
        return unit.law.book
    room_id = place_of(unit.session, request).room_id
    return law_of(unit, room_id or 0).book
