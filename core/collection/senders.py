"""Who hears of a submission (报送人): its drafter while still the unit's contact, else today's."""

from __future__ import annotations

from core.collection.submission import Submission
from core.command import Place
from core.members.member import Role
from core.members.questions import holders
from core.unit import OpenUnit


def senders_of(unit: OpenUnit, submission: Submission) -> list[int]:
    """Members to tell; nobody for an organ's, which is told on its own copy of the list."""
    if submission.unit_id is None:
        return []
    place = Place(room_id=submission.room_id, unit_id=submission.unit_id)
    contacts = holders(unit.session, Role.UNIT_CONTACT, place, unit.now)
    return [submission.drafted_by] if submission.drafted_by in contacts else contacts
