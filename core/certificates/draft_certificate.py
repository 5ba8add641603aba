"""Draft a certificate (拟写证明): what was found and where it stands, for another to check."""

from __future__ import annotations

from dataclasses import dataclass

from core.certificates.certificate import Certificate, CertificateStep
from core.certificates.events import CertificateDrafted
from core.certificates.questions import certificate_of, looked_up
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep
from core.members.member import Role
from core.requests.questions import find_request
from core.requests.room_law import law_of
from core.requests.rooms import room_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCertificate(Command):
    """`template` is a code of the book's list; `source` names piece and page."""

    request: str
    template: str
    finding: str
    source: str


@use_case(DraftCertificate, roles={Role.ARCHIVIST}, place=room_of)
def draft_certificate(command: DraftCertificate, unit: OpenUnit) -> Answer:
    """Only with the volume on the desk; until it is checked it can be drafted anew."""
    finding, source = command.finding.strip(), command.source.strip()
    for field, text, most in (("finding", finding, 400), ("source", source, 120)):
        if not text or len(text) > most:
            raise BadValue(field=field)
    request = find_request(unit.session, command.request)
    if command.template not in law_of(unit, request.room_id).book.lists["certificates"].items:
        raise BadValue(field="template")
    if not looked_up(unit.session, request.id or 0):
        raise ImpossibleStep(state=request.state, step=CertificateStep.DRAFT)
    assert unit.principal.member_id is not None
    found = certificate_of(unit.session, request.id or 0) or Certificate(
        request_id=request.id or 0,
        template=command.template,
        finding=finding,
        source=source,
        looked_up_by=unit.principal.member_id,
        looked_up_at=unit.now,
    )
    found.take(CertificateStep.DRAFT)
    found.template, found.finding, found.source = command.template, finding, source
    found.looked_up_by, found.looked_up_at = unit.principal.member_id, unit.now
    found.remark = ""
    unit.session.add(found)
    unit.record(CertificateDrafted(ref=found.ref, request=request.ref, template=command.template))
    return Done({"ref": request.ref, "certificate": found.ref})
