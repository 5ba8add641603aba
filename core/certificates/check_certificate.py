"""Check a certificate (核对证明): another of the room's staff compares it with the volume.

Where one archivist keeps the room alone, the second is its head: the role is never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.certificates.certificate import Certificate, CertificateStep
from core.certificates.events import CertificateChecked, CertificateDiffers
from core.certificates.questions import find_certificate, looked_up, room_of_certificate
from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.events import LookUpEnded
from core.errors import BadValue, SecondStepBySamePerson
from core.members.member import Member, Role
from core.members.room import Room
from core.requests.ask_law import ask_law
from core.requests.line import LineStep
from core.requests.request import Request
from core.requests.series import next_number
from core.unit import OpenUnit
from rules.decision import Refused

SERIES = "certificate"
STEP = "check_certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCertificate(Command):
    """`remark` says what the volume says instead, where it does not agree."""

    certificate: str
    agrees: bool
    remark: str = ""


@use_case(
    CheckCertificate,
    roles={Role.ARCHIVIST, Role.HEAD},
    place=lambda command, unit: room_of_certificate(unit.session, command.certificate),
)
def check_certificate(command: CheckCertificate, unit: OpenUnit) -> Answer:
    """Agreed, it gets its number and the volumes go back; else whoever looked up drafts it anew."""
    certificate, request = find_certificate(unit.session, command.certificate)
    if certificate.looked_up_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    lines = {line.id or 0 for line, _, _ in looked_up(unit.session, request.id or 0)}
    decision = ask_law(unit, request, STEP, only=lines)
    if isinstance(decision, Refused):
        return decision
    if not command.agrees:
        return _differs(command, unit, certificate, request)
    number = _number(unit, request)
    certificate.take(CertificateStep.AGREE)
    certificate.number = number
    certificate.checked_by, certificate.checked_at = unit.principal.member_id, unit.now
    unit.session.flush()
    request.touch()
    _put_back(unit, request, certificate)
    unit.record(CertificateChecked(ref=certificate.ref, request=request.ref, number=number))
    return Done({"ref": request.ref, "number": number}, decision)


def _differs(
    command: CheckCertificate, unit: OpenUnit, certificate: Certificate, request: Request
) -> Answer:
    remark = command.remark.strip()
    if not remark or len(remark) > 200:
        raise BadValue(field="remark")
    certificate.take(CertificateStep.DISAGREE)
    certificate.remark = remark
    unit.record(CertificateDiffers(ref=certificate.ref, request=request.ref))
    return Done({"ref": request.ref, "number": request.number})


def _number(unit: OpenUnit, request: Request) -> str:
    year, room = local_date(unit.now).year, unit.session.get(Room, request.room_id)
    assert room is not None
    given = next_number(unit.session, request.room_id, SERIES, year)
    return f"{room.short_name}证〔{year}〕{given:04d}号"


def _put_back(unit: OpenUnit, request: Request, certificate: Certificate) -> None:
    """The look-up ends where it began: two of the staff saw the volume whole."""
    looker = unit.session.get(Member, certificate.looked_up_by)
    assert looker is not None
    for line, custody, volume in looked_up(unit.session, request.id or 0):
        line.take(LineStep.PUT_BACK)
        custody.returned_at = custody.closed_at = unit.now
        custody.returned_to = custody.checked_by = unit.principal.member_id
        custody.returner = looker.name
        unit.record(LookUpEnded(ref=volume.label, request=request.ref, custody=custody.id or 0))
