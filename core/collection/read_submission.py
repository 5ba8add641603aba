"""Read a submission (调阅清单) with the names on it; nothing changes but the log."""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.events import SubmissionRead
from core.collection.questions import unit_or_room
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.members.member import ROOM_ROLES, Role
from core.unit import OpenUnit

READ_AT = ("desk", "counter", "form")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSubmission(Command):
    """`where` is desk, counter or form."""

    submission: str
    where: str


@use_case(ReadSubmission, roles={Role.UNIT_CONTACT, *ROOM_ROLES}, place=unit_or_room)
def read_submission(command: ReadSubmission, unit: OpenUnit) -> Answer:
    if command.where not in READ_AT:
        raise BadValue(field="where")
    unit.record(SubmissionRead(ref=command.submission, where=command.where))
    return Done({"ref": command.submission})
