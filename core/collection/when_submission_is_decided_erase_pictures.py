"""When every piece is decided, or the list is withdrawn (鉴别完成、撤回), its pictures are erased."""

from __future__ import annotations

from core.collection.erase_pictures import erase_pictures
from core.collection.events import SubmissionWithdrawn
from core.collection.inspection_events import InspectionFinished
from core.event import when
from core.unit import OpenUnit


@when(InspectionFinished, SubmissionWithdrawn)
def erase_what_has_served(event: InspectionFinished | SubmissionWithdrawn, unit: OpenUnit) -> None:
    erase_pictures(unit, event.ref)
