"""Attach a picture to a discrepancy (存不符照片): what differs, or the returner's signed statement."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.custody.questions import room_of_label
from core.errors import ImpossibleStep
from core.files.intake import Accepted
from core.files.stored_file import StoredFile
from core.lost.found_differing import discrepancy_of
from core.lost.page_recovery import DiscrepancyScan
from core.lost.return_events import DiscrepancyScanned
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachDiscrepancyScan(Command):
    """`scan` is what the intake accepted; its file lies in the safe already."""

    label: str
    scan: Accepted


@use_case(
    AttachDiscrepancyScan,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def attach_discrepancy_scan(command: AttachDiscrepancyScan, unit: OpenUnit) -> Answer:
    """Keep the file's row beside the discrepancy.

    Raises NotFound where there is none, ImpossibleStep where it was settled: nothing is added then.
    """
    found = discrepancy_of(unit.session, command.label)
    if found.settled_at is not None:
        raise ImpossibleStep(state="settled", step="attach_discrepancy_scan")
    scan = StoredFile.of(command.scan, kind="discrepancy", at=unit.now)
    unit.session.add(scan)
    unit.session.flush()
    assert unit.principal.member_id is not None
    unit.session.add(
        DiscrepancyScan(
            file_id=scan.id or 0,
            custody_id=found.custody_id,
            added_by=unit.principal.member_id,
            added_at=unit.now,
        )
    )
    unit.record(DiscrepancyScanned(ref=command.label, custody=found.custody_id, file=scan.ref))
    return Done({"label": command.label, "file": scan.ref})
