"""When a submission is counted in, its sender is told: how many, and by when it is inspected."""

from __future__ import annotations

from core.collection.events import SubmissionCountedIn
from core.collection.questions import find_submission
from core.collection.senders import senders_of
from core.event import when
from core.unit import OpenUnit


@when(SubmissionCountedIn)
def tell_sender(event: SubmissionCountedIn, unit: OpenUnit) -> None:
    submission = find_submission(unit.session, event.ref)
    for member_id in senders_of(unit, submission):
        unit.send(
            member_id,
            "submission_counted_in",
            event.ref,
            once=f"counted_in:{event.ref}:{member_id}",
            number=event.number,
            counted=event.counted,
            missing=event.missing,
            inspect_by=event.inspect_by,
        )
