"""Questions about certificates: that of a request, one by its reference, whether it was handed over."""

from __future__ import annotations

from sqlmodel import Session, col, select

from core.certificates.certificate import Certificate, CertificateState
from core.command import Place
from core.custody.custody import Custody
from core.holdings.dossier import Volume
from core.requests.belonging import room_of_belonging, with_request
from core.requests.line import Line, LineState
from core.requests.request import Request


def certificate_of(session: Session, request_id: int) -> Certificate | None:
    return session.exec(select(Certificate).where(Certificate.request_id == request_id)).first()


def certificate_handed(session: Session, request_id: int) -> bool:
    """Whether the unit has it."""
    found = certificate_of(session, request_id)
    return found is not None and found.state == CertificateState.HANDED


def find_certificate(session: Session, ref: str) -> tuple[Certificate, Request]:
    """The certificate with this reference and its request, both locked; raises NotFound."""
    return with_request(session, Certificate, ref)


def room_of_certificate(session: Session, ref: str) -> Place:
    """The room that certifies; raises NotFound."""
    return room_of_belonging(session, Certificate, ref)


def looked_up(session: Session, request_id: int) -> list[tuple[Line, Custody, Volume]]:
    """The volumes of the request that lie on a desk of the room, with their open custody."""
    return list(
        session.exec(
            select(Line, Custody, Volume)
            .join(Custody, col(Custody.line_id) == Line.id)
            .join(Volume, col(Volume.id) == Line.volume_id)
            .where(
                Line.request_id == request_id,
                Line.state == LineState.LOOKING_UP,
                col(Custody.closed_at).is_(None),
            )
            .order_by(col(Line.id))
        ).all()
    )
