"""Check a piece a second time (复核): another person agrees, or sends it back to the desk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, delete

from core.collection.doubt import Doubt
from core.collection.inspection_events import PieceChecked
from core.collection.piece import DECIDED, Piece, PieceState, PieceStep
from core.collection.piece_reason import PieceReason
from core.collection.pieces import find_piece, room_of_piece
from core.collection.submission import SubmissionStep
from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep, SecondStepBySamePerson
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPiece(Command):
    """`agrees`, or not: then `note` says why, and the piece is inspected anew."""

    piece: str
    seen_version: int
    agrees: bool
    note: str = ""


@use_case(CheckPiece, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_piece)
def check_piece(command: CheckPiece, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, ImpossibleStep, SecondStepBySamePerson, BadValue."""
    piece, submission = find_piece(unit, command.piece, command.seen_version)
    submission.take(SubmissionStep.INSPECT)
    if piece.state not in DECIDED or piece.checked_by is not None:
        raise ImpossibleStep(state=piece.state, step="check")
    if piece.decided_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    was = piece.state
    if command.agrees:
        piece.checked_by, piece.checked_at = unit.principal.member_id, unit.now
        piece.version += 1
    else:
        entered("note", command.note, 200)
        _reopen(piece, unit)
    unit.record(
        PieceChecked(
            ref=submission.ref,
            piece=piece.id or 0,
            result=was,
            agrees=command.agrees,
            note=command.note.strip(),
        )
    )
    return Done({"piece": piece.ref, "submission": submission.ref, "agrees": command.agrees})


def _reopen(piece: Piece, unit: OpenUnit) -> None:
    """Back to counted; the first decision stays in the log."""
    if piece.state == PieceState.DOUBTFUL:
        # A seal is broken by the organ's decision alone (settle_doubt).
        raise ImpossibleStep(state=piece.state, step=PieceStep.REOPEN)
    piece.take(PieceStep.REOPEN)
    piece.decided_by = piece.decided_at = None
    piece.second_check = False
    unit.session.exec(delete(PieceReason).where(col(PieceReason.piece_id) == piece.id))
    unit.session.exec(delete(Doubt).where(col(Doubt.piece_id) == piece.id))
