"""Settle a doubt (存疑处理): by an organ's decision with its number, entered by another than who sealed it."""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.closing import close_when_ended
from core.collection.doubt import Doubt, DoubtOutcome
from core.collection.inspection_events import DoubtSettled
from core.collection.piece import PieceState, PieceStep
from core.collection.piece_reason import PieceReason
from core.collection.pieces import find_piece, room_of_piece
from core.collection.slips import make_slip
from core.collection.submission import SubmissionState, SubmissionStep
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep, NotFound, SecondStepBySamePerson
from core.members.entered import entered, entered_or_empty
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDoubt(Command):
    """`outcome` is passed, returned or kept; `document` the decision's number, `note` a reason to return."""

    piece: str
    outcome: str
    document: str
    note: str = ""


@use_case(SettleDoubt, roles={Role.HEAD}, place=room_of_piece)
def settle_doubt(command: SettleDoubt, unit: OpenUnit) -> Answer:
    """A returned piece gets a slip of its own. Raises NotFound, BadValue, ImpossibleStep."""
    if command.outcome not in set(DoubtOutcome):
        raise BadValue(field="outcome")
    document = entered("document", command.document, 60)
    note = entered_or_empty("note", command.note, 200)
    piece, submission = find_piece(unit, command.piece, None)
    doubt = unit.session.get(Doubt, piece.id)
    if doubt is None:
        raise NotFound
    if doubt.settled_at is not None or piece.state != PieceState.DOUBTFUL:
        raise ImpossibleStep(state=piece.state, step="settle")
    if doubt.sealed_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    if submission.state != SubmissionState.INSPECTED:
        raise ImpossibleStep(state=submission.state, step=SubmissionStep.SETTLE)
    submission.take(SubmissionStep.SETTLE)
    doubt.outcome, doubt.document = command.outcome, document
    doubt.settled_by, doubt.settled_at = unit.principal.member_id, unit.now
    if command.outcome == DoubtOutcome.PASSED:
        if piece.dossier_id is None:
            raise BadValue(field="dossier")
        piece.take(PieceStep.PASS)
    elif command.outcome == DoubtOutcome.RETURNED:
        piece.take(PieceStep.RETURN)
        title = note or entered("note", command.note, 200)
        unit.session.add(PieceReason(piece_id=piece.id or 0, law="other", title=title))
        make_slip(unit, submission, [piece])
    unit.record(
        DoubtSettled(
            ref=submission.ref, piece=piece.id or 0, outcome=command.outcome, document=document
        )
    )
    close_when_ended(unit, submission)
    return Done({"piece": piece.ref, "submission": submission.ref, "outcome": command.outcome})
