"""Count in (清点签收): pieces, not content, face to face with whoever brought them; both sign.

The sender's one-month clock stops (《干部人事档案工作条例》第二十条); inspection gets its day.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import local_date
from core.collection.errors import NothingCounted
from core.collection.events import SubmissionCountedIn
from core.collection.piece import PieceStep
from core.collection.questions import pieces_of, room_alone, seen_submission
from core.collection.submission import Submission, SubmissionStep
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.members.member import Role
from core.reminders.workdays import after_working_days
from core.requests.room_law import law_of
from core.unit import OpenUnit

INSPECT = "inspect_within"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountIn(Command):
    """`missing` are the serials of what is on the list and was not in the bag."""

    submission: str
    seen_version: int
    handed_by: str
    missing: tuple[int, ...] = ()


@use_case(CountIn, roles={Role.ARCHIVIST}, place=room_alone)
def count_in(command: CountIn, unit: OpenUnit) -> Answer:
    """What is missing stays on the list as not seen, and both copies say so."""
    submission = seen_submission(unit.session, command.submission, command.seen_version)
    if not command.handed_by.strip() or len(command.handed_by) > 40:
        raise BadValue(field="handed_by")
    submission.take(SubmissionStep.COUNT_IN)
    submission.counted_by, submission.counted_at = unit.principal.member_id, unit.now
    counted = _count(unit, submission, frozenset(command.missing))
    days = law_of(unit, submission.room_id).book.periods[INSPECT].value
    today = local_date(unit.now)
    submission.handed_by = command.handed_by.strip()
    submission.pieces_counted = counted
    submission.inspect_by = after_working_days(unit.session, today, days)
    _record(unit, submission, len(command.missing))
    return Done({"ref": submission.ref, "number": submission.number, "counted": counted})


def _count(unit: OpenUnit, submission: Submission, missing: frozenset[int]) -> int:
    pieces = pieces_of(unit.session, submission.id or 0)
    if not missing <= {piece.serial for piece in pieces}:
        raise BadValue(field="missing")
    if len(missing) == len(pieces):
        raise NothingCounted
    for piece in pieces:
        piece.take(PieceStep.MISS if piece.serial in missing else PieceStep.COUNT)
    return len(pieces) - len(missing)


def _record(unit: OpenUnit, submission: Submission, missing: int) -> None:
    assert submission.inspect_by is not None
    due = submission.due_on
    unit.record(
        SubmissionCountedIn(
            ref=submission.ref,
            submission=submission.id or 0,
            number=submission.number or "",
            counted=submission.pieces_counted or 0,
            missing=missing,
            late=due is not None and local_date(unit.now) > due,
            inspect_by=submission.inspect_by,
        )
    )
