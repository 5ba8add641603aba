"""Change a submission (修改清单) until it is counted in; a printed list then no longer counts."""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.events import SubmissionChanged
from core.collection.listed_piece import ListedPiece
from core.collection.questions import seen_submission, unit_or_room
from core.collection.submission import SubmissionState, SubmissionStep, new_list_label
from core.collection.write_list import write_list
from core.command import Answer, Command, Done, use_case
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSubmission(Command):
    """The whole list anew, as it stood at `seen_version`."""

    submission: str
    seen_version: int
    pieces: tuple[ListedPiece, ...]


@use_case(ChangeSubmission, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=unit_or_room)
def change_submission(command: ChangeSubmission, unit: OpenUnit) -> Answer:
    """The paper with the old label says something else: it gets a new one."""
    submission = seen_submission(unit.session, command.submission, command.seen_version)
    was_printed = submission.state == SubmissionState.LISTED
    submission.take(SubmissionStep.CHANGE)
    if was_printed:
        submission.label = new_list_label()
    refused = write_list(unit, submission, command.pieces)
    if refused is not None:
        return refused
    unit.record(SubmissionChanged(ref=submission.ref, pieces=len(command.pieces)))
    return Done({"ref": submission.ref, "version": submission.version})
