"""A submission (移交批次) as a subject of reminders: first the sender's month, then the room's days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from core.collection.submission import Submission, SubmissionState
from core.reminders.subjects import HAND_IN, INSPECT, Standing, subject

ON_THE_WAY = frozenset({SubmissionState.DRAFTED, SubmissionState.LISTED})
UNNUMBERED = "移交清单草稿"


@subject(HAND_IN)
def look_at_lists(session: Session, ids: Collection[int], _today: date) -> dict[int, Standing]:
    """Open until it is counted in or withdrawn."""
    return {
        row.id or 0: _standing(row, row.due_on, is_open=row.state in ON_THE_WAY)
        for row in _rows(session, ids)
        if row.due_on is not None
    }


@subject(INSPECT)
def look_at_inspections(
    session: Session, ids: Collection[int], _today: date
) -> dict[int, Standing]:
    """Open until inspection is finished."""
    return {
        row.id or 0: _standing(row, row.inspect_by, is_open=row.state == SubmissionState.COUNTED_IN)
        for row in _rows(session, ids)
        if row.inspect_by is not None
    }


def _rows(session: Session, ids: Collection[int]) -> list[Submission]:
    return list(session.exec(select(Submission).where(col(Submission.id).in_(ids))).all())


def _standing(row: Submission, day: date, *, is_open: bool) -> Standing:
    return Standing(
        is_open=is_open,
        due_on=day,
        about=row.ref,
        number=row.number or UNNUMBERED,
        room_id=row.room_id,
        unit_id=row.unit_id,
        contact_id=row.drafted_by if row.unit_id is not None else None,
    )
