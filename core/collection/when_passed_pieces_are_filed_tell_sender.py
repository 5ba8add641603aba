"""When the last passed piece of a submission is filed, its sender hears how many were."""

from __future__ import annotations

from core.collection.piece import Piece, PieceState
from core.collection.questions import pieces_of
from core.collection.senders import tell_senders
from core.collection.submission import Submission
from core.event import when
from core.materials.events import MaterialFiled
from core.materials.material import Material
from core.unit import OpenUnit


@when(MaterialFiled)
def tell_filed(event: MaterialFiled, unit: OpenUnit) -> None:
    """Once for a submission; again where a settled doubt adds a piece to what was told."""
    piece_id = unit.session.get_one(Material, event.material).piece_id
    if piece_id is None:
        return
    submission_id = unit.session.get_one(Piece, piece_id).submission_id
    states = [it.state for it in pieces_of(unit.session, submission_id)]
    if PieceState.PASSED in states:
        return
    submission = unit.session.get_one(Submission, submission_id)
    filed = states.count(PieceState.FILED)
    once = f"filed:{submission.ref}:{filed}"
    tell_senders(unit, submission, "pieces_filed", once=once, filed=filed)
