"""When a year's working days become known, what was counted provisionally is counted again.

A day that stands is confirmed; one that moves takes its reminders with it, and people are told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlmodel import col, select

from core.command import Place
from core.custody.custody import Custody
from core.event import when
from core.holdings.dossier import Volume
from core.members.member import Role
from core.members.questions import holders
from core.reminders.calendar_events import DueDaySettled, KeptDaySettled, YearKnown
from core.reminders.known_year import known_years
from core.reminders.provisional import Provisional, note_if_provisional
from core.reminders.subjects import KEPT, LOAN
from core.reminders.workdays import after_working_days
from core.requests.line import Line
from core.requests.request import Request, State
from core.unit import OpenUnit


@when(YearKnown)
def count_again(event: YearKnown, unit: OpenUnit) -> None:
    known = known_years(unit.session)
    waiting = unit.session.exec(
        select(Provisional)
        .where(col(Provisional.settled_at).is_(None))
        .order_by(col(Provisional.id))
        .with_for_update()
    ).all()
    for row in waiting:
        if set(range(row.counted_from.year, row.day.year + 1)) - {row.counted_from.year} <= known:
            _count(unit, row)


def _count(unit: OpenUnit, row: Provisional) -> None:
    day = after_working_days(unit.session, row.counted_from, row.working_days)
    row.settled_at, row.became = unit.now, day
    unit.session.add(row)
    SETTLE[row.subject](unit, row, day)
    if day != row.day:
        note_if_provisional(unit.session, row.subject, row.subject_id, row.counted_from, day)


def _settle_loan(unit: OpenUnit, row: Provisional, day: date) -> None:
    """Only a volume that is still out, and whose day nobody has changed since."""
    found = unit.session.exec(
        select(Custody, Request, Volume.label)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(Request, col(Request.id) == Line.request_id)
        .join(Volume, col(Volume.id) == Custody.volume_id)
        .where(
            Custody.id == row.subject_id,
            Custody.due_on == row.day,
            col(Custody.returned_at).is_(None),
        )
        .with_for_update(of=[Custody, Request])  # type: ignore[arg-type]
    ).first()
    if found is None:
        return
    custody, request, label = found
    custody.due_on = day
    request.touch()
    unit.session.flush()
    _tell(unit, request, "due_day_moved", row.day, day)
    unit.record(
        DueDaySettled(
            ref=label,
            request=request.ref,
            custody=row.subject_id,
            due_before=row.day,
            due_on=day,
        )
    )


def _settle_kept(unit: OpenUnit, row: Provisional, day: date) -> None:
    request = unit.session.exec(
        select(Request)
        .where(
            Request.id == row.subject_id,
            Request.state == State.READY,
            Request.kept_until == row.day,
        )
        .with_for_update()
    ).first()
    if request is None:
        return
    request.kept_until = day
    request.touch()
    unit.session.flush()
    _tell(unit, request, "kept_day_moved", row.day, day)
    unit.record(KeptDaySettled(ref=request.ref, kept_before=row.day, kept_until=day))


SETTLE: dict[str, Callable[[OpenUnit, Provisional, date], None]] = {
    LOAN: _settle_loan,
    KEPT: _settle_kept,
}


def _tell(unit: OpenUnit, request: Request, kind: str, before: date, day: date) -> None:
    """Whoever asked, and the room's archivists; once per case, and only of a day that moved."""
    if day == before:
        return
    room = Place(room_id=request.room_id)
    archivists = holders(unit.session, Role.ARCHIVIST, room, unit.now)
    for member_id in dict.fromkeys([request.applicant_id, *archivists]):
        unit.send(
            member_id,
            kind,
            request.ref,
            once=f"{kind}:{request.ref}:{day}:{member_id}",
            number=request.number,
            before=before,
            day=day,
        )
