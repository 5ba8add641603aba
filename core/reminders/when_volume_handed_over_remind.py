"""When a volume is lent, the due day gets its reminder (到期提醒)."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import insert

from core.ask import ask
from core.clock import SHANGHAI
from core.custody.custody import Kind
from core.custody.events import VolumeHandedOver
from core.event import when
from core.reminders.reminder import Reminder, ReminderState
from core.unit import OpenUnit

MORNING = time(9, 0)
_ADD = insert(Reminder).values(state=ReminderState.WAITING)


@when(VolumeHandedOver)
def remind_on_the_due_day(event: VolumeHandedOver, unit: OpenUnit) -> None:
    if event.kind != Kind.LEND or event.due_on is None:
        return
    due_at = datetime.combine(event.due_on, MORNING, tzinfo=SHANGHAI)
    ask(unit.session, _ADD, custody_id=event.custody, rung="due_day", due_at=due_at)
