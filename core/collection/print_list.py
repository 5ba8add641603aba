"""Print the list (打印移交清单): two copies with number and label; from here on it can be handed in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import func, select

from core.clock import local_date
from core.collection.errors import NothingListed
from core.collection.events import SubmissionListed, SubmissionRead
from core.collection.piece import Piece
from core.collection.questions import find_submission, unit_or_room
from core.collection.submission import Submission, SubmissionState, SubmissionStep
from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep
from core.members.member import ROOM_ROLES, Role
from core.members.room import Room
from core.requests.reserved_number import SERIES, number_words
from core.requests.series import next_number
from core.unit import OpenUnit

PRINTABLE = frozenset({SubmissionState.DRAFTED, SubmissionState.LISTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintList(Command):
    submission: str


@use_case(PrintList, roles={Role.UNIT_CONTACT, *ROOM_ROLES}, place=unit_or_room)
def print_list(command: PrintList, unit: OpenUnit) -> Answer:
    """The first printing gives the number. After counting in it is printed as it was signed."""
    submission = find_submission(unit.session, command.submission)
    if SubmissionState(submission.state) in PRINTABLE:
        _list(unit, submission)
    elif submission.state == SubmissionState.WITHDRAWN:
        raise ImpossibleStep(state=submission.state, step=SubmissionStep.PRINT_LIST)
    unit.record(SubmissionRead(ref=submission.ref, where="form"))
    return Done({"ref": submission.ref, "number": submission.number})


def _list(unit: OpenUnit, submission: Submission) -> None:
    if not unit.session.exec(
        select(func.count()).where(Piece.submission_id == submission.id)
    ).one():
        raise NothingListed
    first = submission.state == SubmissionState.DRAFTED
    if first:
        submission.take(SubmissionStep.PRINT_LIST)
        submission.number = submission.number or _number(unit, submission.room_id)
    unit.record(
        SubmissionListed(
            ref=submission.ref,
            submission=submission.id or 0,
            number=submission.number or "",
            first=first,
        )
    )


def _number(unit: OpenUnit, room_id: int) -> str:
    year = local_date(unit.now).year
    given = next_number(unit.session, room_id, SERIES, year)
    return number_words(unit.session.get_one(Room, room_id), year, given)[0]
