"""What lies on the inspection desk (鉴别案头): submissions by age, checks, doubts, slips, what to file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import case
from sqlmodel import Session, col, func, select

from core.audit.entry import LogEntry, LogPayload
from core.collection.doubt import Doubt
from core.collection.piece import DECIDED, Piece, PieceState
from core.collection.piece_reason import PieceReason
from core.collection.return_slip import ReturnSlip
from core.collection.submission import Submission, SubmissionState
from core.errors import NotFound
from core.members.units import Unit

# Listed and counted in: a later version has been decided, and the log is only then searched.
UNDECIDED = 2
WAITING = (PieceState.LISTED, PieceState.COUNTED)


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission with who sent it; of the `pieces` that came `left` have no decision."""

    submission: Submission
    sender: str
    pieces: int
    left: int


def submissions(session: Session, rooms: Collection[int], *states: str) -> list[Sent]:
    """Submissions of these rooms in these states, the oldest first."""
    waiting = func.sum(case((col(Piece.state).in_(WAITING), 1), else_=0))
    came = func.sum(case((col(Piece.state) != PieceState.MISSING, 1), else_=0))
    rows = session.exec(
        select(Submission, Unit.name, came, waiting)
        .outerjoin(Unit, col(Unit.id) == Submission.unit_id)
        .outerjoin(Piece, col(Piece.submission_id) == Submission.id)
        .where(col(Submission.room_id).in_(rooms), col(Submission.state).in_(states))
        .group_by(col(Submission.id), col(Unit.name))
        .order_by(col(Submission.counted_at), col(Submission.id))
    ).all()
    return [Sent(it, unit or it.organ, pieces or 0, left or 0) for it, unit, pieces, left in rows]


def submission_seen(session: Session, ref: str, rooms: Collection[int]) -> Submission:
    """The submission, if these rooms' staff may see it. Raises NotFound."""
    found = session.exec(
        select(Submission).where(Submission.ref == ref, col(Submission.room_id).in_(rooms))
    ).first()
    if found is None:
        raise NotFound
    return found


def piece_seen(session: Session, ref: str, rooms: Collection[int]) -> tuple[Piece, Submission]:
    """The piece with its submission, if these rooms' staff may see it. Raises NotFound."""
    found = session.exec(
        select(Piece, Submission)
        .join(Submission, col(Submission.id) == Piece.submission_id)
        .where(Piece.ref == ref, col(Submission.room_id).in_(rooms))
    ).first()
    if found is None:
        raise NotFound
    return found


def pieces_of(session: Session, submission_id: int | None) -> Sequence[Piece]:
    """The pieces in the order of the list."""
    return session.exec(
        select(Piece).where(Piece.submission_id == submission_id).order_by(col(Piece.serial))
    ).all()


def next_undecided(pieces: Sequence[Piece], after: int = 0) -> Piece | None:
    """The next piece without a decision, round the list once."""
    waiting = [it for it in pieces if it.state in WAITING]
    return next((it for it in waiting if it.serial > after), next(iter(waiting), None))


def not_agreed(session: Session, piece: Piece, submission: Submission) -> str:
    """Why the second check last sent this piece back to be inspected anew; empty where it did not."""
    if piece.version <= UNDECIDED:
        return ""
    rows = session.exec(
        select(LogPayload.body)
        .join(LogEntry, col(LogEntry.seq) == col(LogPayload.seq))
        .where(LogEntry.object_ref == submission.ref, LogEntry.action == "piece_checked")
        .order_by(col(LogEntry.seq).desc())
    ).all()
    checks = (check for check in map(orjson.loads, rows) if check["piece"] == piece.id)
    last = next(checks, None)
    return "" if last is None or last["agrees"] else str(last["note"])


def to_check(session: Session, rooms: Collection[int], member_id: int) -> list[Piece]:
    """Pieces drawn for the second check that somebody else decided."""
    return _of_rooms(
        session,
        rooms,
        col(Piece.second_check).is_(True),
        col(Piece.checked_by).is_(None),
        col(Piece.decided_by) != member_id,
        col(Piece.state).in_(DECIDED),
        col(Submission.state) == SubmissionState.COUNTED_IN,
    )


def to_file(session: Session, rooms: Collection[int]) -> list[Piece]:
    """Passed pieces of inspected submissions."""
    return _of_rooms(
        session,
        rooms,
        col(Piece.state) == PieceState.PASSED,
        col(Submission.state) == SubmissionState.INSPECTED,
    )


def open_doubts(session: Session, rooms: Collection[int]) -> list[tuple[Doubt, Piece]]:
    """What is under seal and waits for a decision, the oldest first."""
    return list(
        session.exec(
            select(Doubt, Piece)
            .join(Piece, col(Piece.id) == Doubt.piece_id)
            .join(Submission, col(Submission.id) == Piece.submission_id)
            .where(col(Submission.room_id).in_(rooms), col(Doubt.settled_at).is_(None))
            .order_by(col(Doubt.sealed_at))
        ).all()
    )


def slips_waiting(session: Session, rooms: Collection[int]) -> list[tuple[ReturnSlip, str]]:
    """Slips that nobody has come for yet, with who is to come."""
    rows = session.exec(
        select(ReturnSlip, Unit.name, Submission.organ)
        .join(Submission, col(Submission.id) == ReturnSlip.submission_id)
        .outerjoin(Unit, col(Unit.id) == Submission.unit_id)
        .where(col(Submission.room_id).in_(rooms), col(ReturnSlip.picked_up_at).is_(None))
        .order_by(col(ReturnSlip.made_at))
    ).all()
    return [(slip, unit or organ) for slip, unit, organ in rows]


def reason_counts(
    session: Session, rooms: Collection[int], since: datetime
) -> list[tuple[str, str, int]]:
    """Law, title and how many pieces it sent back since then, the most frequent first."""
    counted = func.count(col(PieceReason.piece_id))
    title = func.max(PieceReason.title)
    rows = session.exec(
        select(PieceReason.law, title, counted)
        .join(Piece, col(Piece.id) == PieceReason.piece_id)
        .join(Submission, col(Submission.id) == Piece.submission_id)
        .where(col(Submission.room_id).in_(rooms), col(Piece.decided_at) >= since)
        .group_by(PieceReason.law)
        .order_by(counted.desc(), PieceReason.law)
    ).all()
    return [(law, title, number) for law, title, number in rows]


def _of_rooms(session: Session, rooms: Collection[int], *wanted: object) -> list[Piece]:
    return list(
        session.exec(
            select(Piece)
            .join(Submission, col(Submission.id) == Piece.submission_id)
            .where(col(Submission.room_id).in_(rooms), *wanted)  # type: ignore[arg-type]
            .order_by(col(Submission.counted_at), col(Piece.submission_id), col(Piece.serial))
        ).all()
    )
