"""When a submission is counted in, its sender is told: how many, and by when it is inspected."""

from __future__ import annotations

from core.collection.events import SubmissionCountedIn
from core.collection.questions import find_submission
from core.collection.senders import tell_senders
from core.event import when
from core.unit import OpenUnit


@when(SubmissionCountedIn)
def tell_sender(event: SubmissionCountedIn, unit: OpenUnit) -> None:
    submission = find_submission(unit.session, event.ref)
    tell_senders(
        unit,
        submission,
        "submission_counted_in",
        once=f"counted_in:{event.ref}",
        counted=event.counted,
        missing=event.missing,
        inspect_by=event.inspect_by,
    )
