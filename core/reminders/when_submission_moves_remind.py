"""When a submission is written or counted in (填写、签收), its ladder stands over the day that counts.

Before counting in the sender's month runs; afterwards the room's days of inspection.
"""

from __future__ import annotations

from core.collection.events import SubmissionChanged, SubmissionCountedIn, SubmissionDrafted
from core.collection.questions import find_submission
from core.event import when
from core.reminders.stand_over import stand_over
from core.reminders.subjects import HAND_IN, INSPECT
from core.unit import OpenUnit


@when(SubmissionDrafted, SubmissionChanged)
def remind_of_the_month(event: SubmissionDrafted | SubmissionChanged, unit: OpenUnit) -> None:
    """An organ's list reminds nobody: nobody of theirs has an account."""
    row = find_submission(unit.session, event.ref)
    if row.unit_id is not None:
        stand_over(unit, HAND_IN, row.id or 0, row.room_id, row.due_on)


@when(SubmissionCountedIn)
def remind_of_inspection(event: SubmissionCountedIn, unit: OpenUnit) -> None:
    row = find_submission(unit.session, event.ref)
    stand_over(unit, HAND_IN, event.submission, row.room_id, None)
    stand_over(unit, INSPECT, event.submission, row.room_id, event.inspect_by)
