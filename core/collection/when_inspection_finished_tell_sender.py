"""When inspection is finished, its sender hears the counts, and each returned piece with its cure.

What is doubtful is only counted among what the room keeps for the time being: no reason leaves it.
"""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from core.collection.inspection_events import InspectionFinished
from core.collection.piece import Piece, PieceState
from core.collection.piece_reason import PieceReason
from core.collection.questions import find_submission, pieces_of
from core.collection.senders import tell_senders
from core.event import when
from core.unit import OpenUnit

GOOD = frozenset({PieceState.PASSED, PieceState.FILED})
BACK = frozenset({PieceState.RETURNED, PieceState.NOT_FOR_FILING})


@when(InspectionFinished)
def tell_result(event: InspectionFinished, unit: OpenUnit) -> None:
    submission = find_submission(unit.session, event.ref)
    told = _told(unit, pieces_of(unit.session, event.submission))
    tell_senders(unit, submission, "inspection_finished", once=f"inspected:{event.ref}", **told)


def _told(unit: OpenUnit, pieces: list[Piece]) -> dict[str, Any]:
    """Serials, reasons and counts: what a ticket may say."""
    back = [it for it in pieces if it.state in BACK]
    counted = [it for it in pieces if it.state != PieceState.MISSING]
    passed = sum(it.state in GOOD for it in pieces)
    return {
        "counted": len(counted),
        "passed": passed,
        "kept": len(counted) - passed - len(back),
        "back": [
            {
                "serial": it.serial,
                "for_filing": it.state == PieceState.RETURNED,
                "reasons": _reasons(unit, it),
            }
            for it in back
        ],
    }


def _reasons(unit: OpenUnit, piece: Piece) -> list[dict[str, str]]:
    rows = unit.session.exec(
        select(PieceReason).where(PieceReason.piece_id == piece.id).order_by(col(PieceReason.law))
    ).all()
    return [{"title": row.title, "remedy": row.remedy} for row in rows]
