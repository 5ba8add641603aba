"""When a volume is lent, the due day gets its reminder (到期提醒)."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import bindparam, insert

from core.clock import SHANGHAI
from core.custody.custody import Kind
from core.custody.events import VolumeHandedOver
from core.event import when
from core.prepared import Prepared
from core.reminders.reminder import Reminder, ReminderState
from core.unit import OpenUnit

MORNING = time(9, 0)
_ADD = Prepared(
    insert(Reminder).values(
        custody_id=bindparam("custody_id"),
        rung="due_day",
        due_at=bindparam("due_at"),
        state=ReminderState.WAITING,
    )
)


@when(VolumeHandedOver)
def remind_on_the_due_day(event: VolumeHandedOver, unit: OpenUnit) -> None:
    if event.kind != Kind.LEND or event.due_on is None:
        return
    due_at = datetime.combine(event.due_on, MORNING, tzinfo=SHANGHAI)
    _ADD(unit.session, custody_id=event.custody, due_at=due_at)
