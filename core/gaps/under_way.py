"""What is under way (在途材料): gaps whose paper stands on a list of the unit that is not settled yet."""

from __future__ import annotations

from sqlmodel import Session, col, select

from core.collection.piece import Piece, PieceState
from core.collection.submission import Submission, SubmissionState

UNSETTLED = (PieceState.LISTED, PieceState.COUNTED, PieceState.PASSED, PieceState.DOUBTFUL)


def under_way(session: Session, dossier_id: int, unit_id: int) -> frozenset[tuple[str, str]]:
    """(kind, occasion) of the dossier's papers that this unit has listed and that are not filed yet."""
    rows = (
        select(Piece.kind, Piece.occasion)
        .join(Submission, col(Submission.id) == Piece.submission_id)
        .where(
            Piece.dossier_id == dossier_id,
            Piece.kind != "",
            col(Piece.state).in_(UNSETTLED),
            Submission.unit_id == unit_id,
            Submission.state != SubmissionState.WITHDRAWN,
        )
    )
    return frozenset(session.exec(rows).all())
