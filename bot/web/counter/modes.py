"""What the modes of reading add at the counter (各种方式): counts, bags, sheets, certificate."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.certificates.certificate import Certificate
from core.certificates.questions import certificate_of
from core.custody.custody import Custody
from core.custody.sealed_package import SealedPackage
from core.custody.volume_count import Moment, VolumeCount
from core.holdings.dossier import Volume
from core.holdings.opened import catalogued
from core.requests.case import Case
from core.requests.line import Line
from core.requests.request import Request
from core.sheets.questions import sheets_of
from core.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Modes:
    """By label: `counts` as counted out, `bags` that volumes left in, what the `catalogue` says.

    `packed` is the bag that stands ready to leave.
    """

    counts: dict[str, VolumeCount]
    bags: dict[str, SealedPackage]
    catalogue: dict[str, tuple[int | None, int | None]]
    packed: SealedPackage | None
    carriers: frozenset[int]
    sheets: list[Sheet]
    certificate: Certificate | None


def modes_of(session: Session, case: Case) -> Modes:
    """Everything at once, for the case in hand."""
    request_id = session.exec(select(Request.id).where(Request.ref == case.ref)).one() or 0
    packed = session.exec(
        select(SealedPackage).where(
            SealedPackage.request_id == request_id, col(SealedPackage.left_at).is_(None)
        )
    ).first()
    both = (packed.carrier_1, packed.carrier_2) if packed else ()
    return Modes(
        counts=_counts(session, request_id),
        bags=_bags(session, request_id),
        catalogue={it.label: catalogued(session, it.label, case.classes) for it in case.lines},
        packed=packed,
        carriers=frozenset(reader for reader in both if reader is not None),
        sheets=sheets_of(session, request_id),
        certificate=certificate_of(session, request_id),
    )


def _counts(session: Session, request_id: int) -> dict[str, VolumeCount]:
    rows = session.exec(
        select(Volume.label, VolumeCount)
        .join(Line, col(Line.volume_id) == Volume.id)
        .join(VolumeCount, col(VolumeCount.line_id) == Line.id)
        .where(Line.request_id == request_id, VolumeCount.moment == Moment.BEFORE)
    ).all()
    return dict(rows)


def _bags(session: Session, request_id: int) -> dict[str, SealedPackage]:
    rows = session.exec(
        select(Volume.label, SealedPackage)
        .join(Custody, col(Custody.volume_id) == Volume.id)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(SealedPackage, col(SealedPackage.id) == Custody.package_id)
        .where(Line.request_id == request_id, col(Custody.closed_at).is_(None))
    ).all()
    return dict(rows)
