"""Record a relending (登记转借): on paper first; the system keeps the document's number and a line."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.custody.questions import room_of_label
from core.lost.found_differing import last_loan
from core.lost.page_recovery import Relending
from core.lost.return_events import RelendingRecorded
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRelending(Command):
    """`document` establishes it; `note` says what happened, without naming anybody."""

    label: str
    document: str
    note: str


@use_case(
    RecordRelending,
    roles={Role.HEAD},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def record_relending(command: RecordRelending, unit: OpenUnit) -> Answer:
    """Raises NotFound where the volume was never lent, BadValue."""
    loan = last_loan(unit.session, command.label)
    document = entered("document", command.document, 60)
    assert unit.principal.member_id is not None
    unit.session.add(
        Relending(
            custody_id=loan.id or 0,
            document=document,
            note=entered("note", command.note, 200),
            recorded_by=unit.principal.member_id,
            recorded_at=unit.now,
        )
    )
    unit.record(RelendingRecorded(ref=command.label, custody=loan.id or 0, document=document))
    return Done({"label": command.label})
