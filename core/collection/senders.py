"""Who hears of a submission (报送人): its drafter while still the unit's contact, else today's."""

from __future__ import annotations

from typing import Any

from core.collection.submission import Submission
from core.command import Place
from core.members.member import Role
from core.members.questions import holders
from core.unit import OpenUnit


def tell_senders(
    unit: OpenUnit, submission: Submission, kind: str, *, once: str, **said: Any
) -> None:
    """A message to each sender, `once` and no more, with the list's number."""
    for member_id in _senders_of(unit, submission):
        unit.send(
            member_id,
            kind,
            submission.ref,
            once=f"{once}:{member_id}",
            number=submission.number or "",
            **said,
        )


def _senders_of(unit: OpenUnit, submission: Submission) -> list[int]:
    """Members to tell; nobody for an organ's, which is told on its own copy of the list."""
    if submission.unit_id is None:
        return []
    place = Place(room_id=submission.room_id, unit_id=submission.unit_id)
    contacts = holders(unit.session, Role.UNIT_CONTACT, place, unit.now)
    return [submission.drafted_by] if submission.drafted_by in contacts else contacts
