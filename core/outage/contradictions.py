"""Contradictions (不符): what a late entry says that cannot be, given what the system knows.

Only these keep an entry from being recorded; everything else that is odd is the law's to say.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from core.custody.custody import Custody
from core.outage.facts_then import was_open
from core.requests.line import OUT, Line, LineState
from core.requests.request import ENDED, Request, State


class Mismatch(StrEnum):
    IN_FUTURE = "in_future"  # the time has not come yet
    BEFORE_REQUEST = "before_request"  # before the application was made
    CASE_ENDED = "case_ended"  # the case is over, or was sent back
    ALREADY_OUT = "already_out"  # this case has had this volume already
    ELSEWHERE = "elsewhere"  # at that time it was out to somebody else
    OUT_LATER = "out_later"  # it has been out since, so it must have come back first
    NOT_OUT = "not_out"  # nothing says that it was out
    ALREADY_BACK = "already_back"  # its return is recorded already
    NOT_READING = "not_reading"  # it was not in the reading room
    NOT_HANDED_OVER = "not_handed_over"  # a certificate: nobody reads, nothing leaves
    CANNOT_BE_MADE = "cannot_be_made"  # the application or a signature does not fit any more


class Contradiction(Exception):
    """The entry cannot be recorded as it is; `mismatch` says why."""

    def __init__(self, mismatch: Mismatch) -> None:
        super().__init__(mismatch.value)
        self.mismatch = mismatch


def demand_past(at: datetime | None, entered_at: datetime) -> None:
    """Raise Contradiction for a moment later than the entry itself."""
    if at is not None and at > entered_at:
        raise Contradiction(Mismatch.IN_FUTURE)


def demand_may_have_left(
    session: Session, request: Request, line: Line, left: datetime, over_by: datetime | None
) -> None:
    """Raise Contradiction unless the volume may have been out for this case from `left` on.

    `over_by` is when it was back and counted; None for a custody that goes on.
    """
    if request.submitted_at is not None and left < request.submitted_at:
        raise Contradiction(Mismatch.BEFORE_REQUEST)
    if State(request.state) in ENDED | {State.SENT_BACK, State.DRAFTED}:
        raise Contradiction(Mismatch.CASE_ENDED)
    if line.state != LineState.WAITING:
        raise Contradiction(Mismatch.ALREADY_OUT)
    of_volume = select(Custody.id).where(Custody.volume_id == line.volume_id)
    if session.exec(of_volume.where(*was_open(left))).first() is not None:
        raise Contradiction(Mismatch.ELSEWHERE)
    later = of_volume.where(col(Custody.opened_at) > left)
    if over_by is not None:
        later = later.where(col(Custody.opened_at) < over_by)
    if session.exec(later).first() is not None:
        raise Contradiction(Mismatch.OUT_LATER)


def custody_then(session: Session, volume_id: int, at: datetime) -> tuple[Custody, Line, Request]:
    """The custody that a return or a pause at this moment belongs to, locked: never a newer one (P4).

    Raises Contradiction where there is none, or where its return is recorded.
    """
    row = session.exec(
        select(Custody, Line, Request)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(Request, col(Request.id) == Line.request_id)
        .where(Custody.volume_id == volume_id, *was_open(at))
        .with_for_update()
    ).first()
    if row is None:
        raise Contradiction(Mismatch.NOT_OUT)
    custody, line, request = row
    if custody.returned_at is not None:
        raise Contradiction(Mismatch.ALREADY_BACK)
    if line.state not in OUT:
        raise Contradiction(Mismatch.NOT_OUT)
    return custody, line, request
