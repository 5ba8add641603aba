"""Attach the form's scan (存审批表扫描件): the picture of the sighted page, kept beside its ticks.

The paper stays the legal fact; the scan only saves a walk to the binder.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep
from core.files.intake import Accepted
from core.files.stored_file import StoredFile
from core.members.member import Role
from core.requests.events import FormScanned
from core.requests.form import SightedForm
from core.requests.questions import find_request
from core.requests.rooms import room_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFormScan(Command):
    """`scan` is what the intake accepted; its file lies in the safe already."""

    request: str
    scan: Accepted


@use_case(AttachFormScan, roles={Role.ARCHIVIST}, place=room_of)
def attach_form_scan(command: AttachFormScan, unit: OpenUnit) -> Answer:
    """Keep the file's row and name it on the form; an earlier scan stays where it is.

    Raises ImpossibleStep where the original was not sighted yet.
    """
    request = find_request(unit.session, command.request)
    form = unit.session.get(SightedForm, request.id)
    if form is None:
        raise ImpossibleStep(state=request.state, step="attach_form_scan")
    scan = StoredFile.of(command.scan, kind="approval_form", at=unit.now)
    unit.session.add(scan)
    unit.session.flush()
    form.scan_id = scan.id
    unit.record(FormScanned(ref=request.ref, file=scan.ref, pages=scan.pages))
    return Done({"ref": request.ref, "file": scan.ref})
