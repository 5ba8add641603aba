"""Recording what paper says of a volume (补录出库、归还、暂存): the fact first, the law's word beside it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import select

from core.clock import local_date
from core.custody.custody import Custody, Kind
from core.custody.events import ReadingPaused, ReturnChecked, VolumeHandedOver, VolumeReturned
from core.holdings.dossier import Volume
from core.outage.contradictions import (
    Contradiction,
    Mismatch,
    custody_then,
    demand_may_have_left,
    demand_past,
)
from core.outage.late_entry import LateEntry
from core.outage.paper_checked import PaperChecked
from core.outage.past_unit import PastUnit
from core.reminders.workdays import after_working_days
from core.requests.ask_law import ask_law
from core.requests.close_case import close_if_done
from core.requests.line import Line, LineState, LineStep
from core.requests.request import Mode, Request, State
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.decision import Reason, Refused

Reasons = tuple[Reason, ...]


def record_hand_over(unit: OpenUnit, entry: LateEntry) -> Reasons:
    """Open the custody at the moment of the paper, and end it where paper says so.

    Gives every reason for which the law would have refused. Raises Contradiction.
    """
    demand_past(entry.back_at or entry.occurred_at, entry.entered_at)
    request = unit.session.get_one(Request, entry.request_id, with_for_update=True)
    line = unit.session.exec(
        select(Line).where(Line.request_id == request.id, Line.volume_id == entry.volume_id)
    ).one()
    if request.mode == Mode.CERTIFY:
        raise Contradiction(Mismatch.NOT_HANDED_OVER)
    over_by = entry.back_at if entry.counted else None
    demand_may_have_left(unit.session, request, line, entry.occurred_at, over_by)
    then = PastUnit(
        unit,
        entry.actor,
        entry.occurred_at,
        PaperChecked.from_json(entry.particulars),
        entry.volume_id,
    )
    decision = ask_law(then, request, "hand_over", only={line.id or 0})
    entry.decision = then.last_decision
    custody = _open(unit, entry, request, line)
    if entry.back_at is not None:
        _return(unit, entry, custody, line, request, entry.back_at)
    return decision.reasons if isinstance(decision, Refused) else ()


def record_return(unit: OpenUnit, entry: LateEntry) -> Reasons:
    """End the custody of that moment; the law has no word on what comes back."""
    demand_past(entry.occurred_at, entry.entered_at)
    custody, line, request = custody_then(unit.session, entry.volume_id or 0, entry.occurred_at)
    entry.request_id = request.id
    _return(unit, entry, custody, line, request, entry.occurred_at)
    return ()


def record_pause(unit: OpenUnit, entry: LateEntry) -> Reasons:
    """The volume was put behind the counter at that moment."""
    demand_past(entry.occurred_at, entry.entered_at)
    custody, line, request = custody_then(unit.session, entry.volume_id or 0, entry.occurred_at)
    if line.state != LineState.READING:
        raise Contradiction(Mismatch.NOT_READING)
    line.take(LineStep.PAUSE)
    custody.paused_at = entry.occurred_at
    entry.request_id, entry.custody_id = request.id, custody.id
    request.touch()
    unit.record(ReadingPaused(ref=_label(unit, line), request=request.ref))
    return ()


def _open(unit: OpenUnit, entry: LateEntry, request: Request, line: Line) -> Custody:
    lent = request.mode == Mode.LEND
    line.take(LineStep.HAND_OVER_TO_LEND if lent else LineStep.HAND_OVER_TO_READ)
    custody = Custody(
        volume_id=line.volume_id,
        kind=Kind.LEND if lent else Kind.CONSULT,
        line_id=line.id,
        opened_at=entry.occurred_at,
        opened_by=entry.actor,
        opened_late_at=unit.now,
        due_on=_due_on(unit, request, entry.occurred_at),
    )
    if entry.back_at is not None:
        # Before it is written: another custody may be open by now.
        _end(unit, entry, custody, entry.back_at)
    unit.session.add(custody)
    request.touch()
    unit.session.flush()
    entry.custody_id = custody.id
    unit.record(
        VolumeHandedOver(
            ref=_label(unit, line),
            request=request.ref,
            custody=custody.id or 0,
            kind=custody.kind,
            due_on=custody.due_on,
            decision=entry.decision,
        )
    )
    return custody


def _due_on(unit: OpenUnit, request: Request, left: datetime) -> date:
    """Counted from the day on which the volume left."""
    if request.mode != Mode.LEND:
        return local_date(left)
    usual = law_of(unit, request.room_id).book.periods["lend_default"].value
    return after_working_days(unit.session, local_date(left), request.days_asked or usual)


def _return(
    unit: OpenUnit, entry: LateEntry, custody: Custody, line: Line, request: Request, back: datetime
) -> None:
    entry.custody_id = custody.id
    line.take(LineStep.TAKE_BACK)
    _end(unit, entry, custody, back)
    request.touch()
    label = _label(unit, line)
    of: dict[str, Any] = {"request": request.ref, "custody": custody.id or 0}
    unit.record(VolumeReturned(ref=label, occurred_at=back, **of))
    if entry.counted:
        line.take(LineStep.CHECK)
        unit.record(ReturnChecked(ref=label, **of))
        _close(unit, request)
    unit.session.flush()


def _end(unit: OpenUnit, entry: LateEntry, custody: Custody, back: datetime) -> None:
    """Back at that moment; counted face to face, it is over at that moment too."""
    custody.returned_at, custody.returned_to = back, entry.actor
    custody.returned_late_at = unit.now
    custody.returner = entry.returner
    if entry.counted:
        custody.checked_by, custody.closed_at = entry.actor, back


def _close(unit: OpenUnit, request: Request) -> None:
    """A case that was never made ready stays where it is: its approvals are still to come."""
    if request.state == State.READY:
        close_if_done(unit, request)


def _label(unit: OpenUnit, line: Line) -> str:
    return unit.session.get_one(Volume, line.volume_id).label
