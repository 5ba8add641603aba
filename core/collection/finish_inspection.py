"""Finish inspection (鉴别完成): every piece is decided, the drawn ones checked; what goes back has a slip."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.collection.closing import close_when_ended
from core.collection.inspection_events import InspectionFinished
from core.collection.piece import Piece, PieceState
from core.collection.pieces import room_of_submission
from core.collection.slips import make_slip
from core.collection.submission import Submission, SubmissionStep
from core.command import Answer, Command, Done, use_case
from core.errors import CodedError, NotFound, Stale
from core.members.member import Role
from core.unit import OpenUnit

UNDECIDED = frozenset({PieceState.LISTED, PieceState.COUNTED})
GO_BACK = (PieceState.RETURNED, PieceState.NOT_FOR_FILING)


class NotAllDecided(CodedError):
    """Some pieces have no decision yet."""

    code = "not_all_decided"


class NotAllChecked(CodedError):
    """Some pieces that were drawn for the second check have not been checked."""

    code = "not_all_checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishInspection(Command):
    submission: str
    seen_version: int


@use_case(FinishInspection, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_submission)
def finish_inspection(command: FinishInspection, unit: OpenUnit) -> Answer:
    """Gives the return slip's number where pieces go back.

    Raises NotFound, Stale, ImpossibleStep, NotAllDecided, NotAllChecked.
    """
    submission = unit.session.exec(
        select(Submission).where(Submission.ref == command.submission).with_for_update()
    ).first()
    if submission is None:
        raise NotFound
    if submission.version != command.seen_version:
        raise Stale(state=submission.state)
    submission.take(SubmissionStep.FINISH_INSPECTION)
    pieces = unit.session.exec(select(Piece).where(Piece.submission_id == submission.id)).all()
    if left := sum(it.state in UNDECIDED for it in pieces):
        raise NotAllDecided(left=left)
    if left := sum(it.second_check and it.checked_by is None for it in pieces):
        raise NotAllChecked(left=left)
    back = [it for it in pieces if it.state in GO_BACK]
    slip = make_slip(unit, submission, back) if back else None
    unit.record(InspectionFinished(ref=submission.ref, submission=submission.id or 0))
    close_when_ended(unit, submission)
    return Done({"submission": submission.ref, "slip": slip.number if slip else ""})
