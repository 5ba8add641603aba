"""Withdraw a submission (撤回) before it is counted in; its number is not given out again."""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.events import SubmissionWithdrawn
from core.collection.questions import seen_submission, unit_or_room
from core.collection.submission import SubmissionStep
from core.command import Answer, Command, Done, use_case
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSubmission(Command):
    submission: str
    seen_version: int


@use_case(WithdrawSubmission, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=unit_or_room)
def withdraw_submission(command: WithdrawSubmission, unit: OpenUnit) -> Answer:
    submission = seen_submission(unit.session, command.submission, command.seen_version)
    submission.take(SubmissionStep.WITHDRAW)
    submission.ended_at = unit.now
    unit.record(SubmissionWithdrawn(ref=submission.ref, submission=submission.id or 0))
    return Done({"ref": submission.ref})
