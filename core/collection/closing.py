"""Closing a submission (办结移交批次): it ends when its last piece has been filed, fetched or settled."""

from __future__ import annotations

from sqlmodel import col, or_, select

from core.collection.doubt import Doubt
from core.collection.inspection_events import SubmissionClosed
from core.collection.piece import ENDED, Piece, PieceState
from core.collection.submission import Submission, SubmissionState, SubmissionStep
from core.unit import OpenUnit


def close_when_ended(unit: OpenUnit, submission: Submission) -> bool:
    """Close an inspected submission none of whose pieces waits for anything; whether it was closed."""
    if submission.state != SubmissionState.INSPECTED:
        return False
    unit.session.flush()
    waiting = unit.session.exec(
        select(Piece.id)
        .outerjoin(Doubt, col(Doubt.piece_id) == Piece.id)
        .where(Piece.submission_id == submission.id, col(Piece.state).not_in(ENDED))
        .where(or_(col(Piece.state) != PieceState.DOUBTFUL, col(Doubt.settled_at).is_(None)))
    ).first()
    if waiting is not None:
        return False
    submission.take(SubmissionStep.CLOSE)
    submission.ended_at = unit.now
    unit.record(SubmissionClosed(ref=submission.ref, submission=submission.id or 0))
    return True
