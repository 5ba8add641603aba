"""Send what is due (到期即发): each row is looked at again, claimed once and its outcome kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.custody.custody import Custody
from core.event import Event
from core.reminders.reminder import Reminder, ReminderState
from core.requests.line import Line
from core.requests.request import Request
from core.unit import OpenUnit

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDueReminders(Command):
    """The clock's tick; its key is the moment, so a repeated tick is the same tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent(Event):
    about: ClassVar[str] = "request"
    ref: str
    rung: str
    custody: int


@use_case(SendDueReminders, principals={"clock"})
def send_due_reminders(command: SendDueReminders, unit: OpenUnit) -> Answer:
    """Claim every due row; one whose volume is back needs no message."""
    rows = unit.session.exec(
        select(Reminder, Custody, Request)
        .join(Custody, col(Custody.id) == Reminder.custody_id)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(Request, col(Request.id) == Line.request_id)
        .where(Reminder.state == ReminderState.WAITING, col(Reminder.due_at) <= unit.now)
        .order_by(col(Reminder.due_at))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    sent = 0
    for reminder, custody, request in rows:
        needed = custody.returned_at is None
        reminder.state = ReminderState.SENT if needed else ReminderState.NOT_NEEDED
        reminder.sent_at = unit.now
        if needed:
            sent += 1
            _tell(unit, reminder, custody, request)
    return Done({"sent": sent, "looked_at": len(rows)})


def _tell(unit: OpenUnit, reminder: Reminder, custody: Custody, request: Request) -> None:
    unit.send(
        request.applicant_id,
        "due_reminder",
        request.ref,
        once=f"reminder:{reminder.id}",
        due_on=custody.due_on,
        number=request.number,
    )
    unit.record(ReminderSent(ref=request.ref, rung=reminder.rung, custody=custody.id or 0))
