"""Hand a certificate over (交付证明): printed, sealed, to the unit, never to the person; registered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.certificates.certificate import CertificateState, CertificateStep
from core.certificates.events import CertificateHanded, CertificatePrinted
from core.certificates.questions import find_certificate, room_of_certificate
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ForThePersonThemselves, ImpossibleStep
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.members.member import Role
from core.requests.close_case import close_if_done
from core.requests.line import Line
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCertificate(Command):
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCertificate(Command):
    """`received_by` is somebody of the unit; `sealed`: the room's seal is on it."""

    certificate: str
    received_by: str
    sealed: bool


@use_case(
    PrintCertificate,
    roles={Role.ARCHIVIST, Role.HEAD},
    place=lambda command, unit: room_of_certificate(unit.session, command.certificate),
)
def print_certificate(command: PrintCertificate, unit: OpenUnit) -> Answer:
    """Only what was checked is printed; every printing is logged."""
    certificate, request = find_certificate(unit.session, command.certificate)
    if certificate.state not in (CertificateState.CHECKED, CertificateState.HANDED):
        raise ImpossibleStep(state=certificate.state, step="print")
    unit.record(CertificatePrinted(ref=certificate.ref, request=request.ref))
    return Done({"ref": request.ref})


@use_case(
    HandCertificate,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_certificate(unit.session, command.certificate),
)
def hand_certificate(command: HandCertificate, unit: OpenUnit) -> Answer:
    """Raises ForThePersonThemselves where the receiver bears the subject's name."""
    receiver = command.received_by.strip()
    if not receiver or len(receiver) > 40:
        raise BadValue(field="received_by")
    if not command.sealed:
        raise BadValue(field="sealed")
    certificate, request = find_certificate(unit.session, command.certificate)
    if _bare(receiver) in {_bare(name) for name in _subjects(unit, request.id or 0)}:
        raise ForThePersonThemselves
    certificate.take(CertificateStep.HAND)
    certificate.received_by = receiver
    certificate.handed_by, certificate.handed_at = unit.principal.member_id, unit.now
    unit.record(
        CertificateHanded(ref=certificate.ref, request=request.ref, number=certificate.number or "")
    )
    close_if_done(unit, request)
    return Done({"ref": request.ref, "number": certificate.number})


def _subjects(unit: OpenUnit, request_id: int) -> list[str]:
    return list(
        unit.session.exec(
            select(Cadre.name)
            .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
            .join(Volume, col(Volume.dossier_id) == Dossier.id)
            .join(Line, col(Line.volume_id) == Volume.id)
            .where(Line.request_id == request_id)
            .distinct()
        ).all()
    )


def _bare(name: str) -> str:
    return "".join(name.split())
