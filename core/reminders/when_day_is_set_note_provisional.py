"""When a day is counted into a year that is not known yet, it is noted as provisional (暂定)."""

from __future__ import annotations

from sqlmodel import select

from core.clock import local_date
from core.custody.custody import Kind
from core.custody.events import LoanExtended, LoanRecalled, VolumeHandedOver
from core.event import when
from core.reminders.provisional import note_if_provisional, settle_provisional
from core.reminders.subjects import KEPT, LOAN
from core.requests.events import RequestMadeReady
from core.requests.request import Request
from core.unit import OpenUnit


@when(VolumeHandedOver)
def note_of_a_loan(event: VolumeHandedOver, unit: OpenUnit) -> None:
    if event.kind == Kind.LEND and event.due_on is not None:
        today = local_date(unit.now)
        note_if_provisional(unit.session, LOAN, event.custody, today, event.due_on)


@when(LoanExtended)
def note_of_an_extension(event: LoanExtended, unit: OpenUnit) -> None:
    """An extension counts on from the day before it."""
    settle_provisional(unit.session, LOAN, event.custody, unit.now)
    note_if_provisional(unit.session, LOAN, event.custody, event.due_before, event.due_on)


@when(LoanRecalled)
def forget_of_a_recall(event: LoanRecalled, unit: OpenUnit) -> None:
    """The head named a day: that one stands."""
    settle_provisional(unit.session, LOAN, event.custody, unit.now)


@when(RequestMadeReady)
def note_of_what_is_kept(event: RequestMadeReady, unit: OpenUnit) -> None:
    request_id = unit.session.exec(select(Request.id).where(Request.ref == event.ref)).one()
    today = local_date(unit.now)
    note_if_provisional(unit.session, KEPT, request_id or 0, today, event.kept_until)
