"""What the modes of reading add at the counter (各种方式): counts, bags, sheets, certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, SQLModel, col

from core.certificates.certificate import Certificate
from core.custody.custody import Custody
from core.custody.sealed_package import SealedPackage
from core.custody.volume_count import Moment, VolumeCount
from core.holdings.class_count import ClassCount
from core.holdings.dossier import Volume
from core.holdings.opened import Counted, classes_named, counted_of
from core.prepared import Prepared
from core.requests.case import Case
from core.requests.line import Line
from core.requests.request import Request
from core.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Modes:
    """By label: `counts` as counted out, `bags` that volumes left in, what the `catalogue` says.

    `packed` is the bag that stands ready to leave. All are rows to look at, not to change.
    """

    counts: dict[str, VolumeCount]
    bags: dict[str, SealedPackage]
    catalogue: dict[str, Counted]
    packed: SealedPackage | None
    carriers: frozenset[int]
    sheets: list[Sheet]
    certificate: Certificate | None


def modes_of(session: Session, case: Case) -> Modes:
    """Everything at once, for the case in hand."""
    packed = _PACKED.first(session, of_ref=case.ref)
    both = (packed.carrier_1, packed.carrier_2) if packed else ()
    return Modes(
        counts={row.label: row for row in _COUNTS(session, of_ref=case.ref)},
        bags={row.label: row for row in _BAGS(session, of_ref=case.ref)},
        catalogue=_catalogue(session, case),
        packed=packed,
        carriers=frozenset(reader for reader in both if reader is not None),
        sheets=_SHEETS(session, of_ref=case.ref),
        certificate=_CERTIFICATE.first(session, of_ref=case.ref),
    )


def _catalogue(session: Session, case: Case) -> dict[str, Counted]:
    codes = classes_named(case.classes)
    if not codes:
        return {line.label: (line.pieces, line.pages) for line in case.lines}
    rows = _CLASSES(session, of_ref=case.ref)
    return {
        line.label: counted_of((row for row in rows if row.label == line.label), codes)
        for line in case.lines
    }


def _table(of: type[SQLModel]) -> Any:
    return SQLModel.metadata.tables[str(of.__tablename__)]


def _of_request(of: type[Any]) -> Any:
    """What belongs to the request `of_ref`."""
    return (
        select(_table(of))
        .join(Request, col(Request.id) == of.request_id)
        .where(col(Request.ref) == bindparam("of_ref"))
    )


def _of_lines(of: type[SQLModel], *joins: Any) -> Any:
    """What belongs to the volumes of the request `of_ref`, beside their labels."""
    lines = (
        select(col(Volume.label), _table(of))
        .join_from(Request, Line, col(Line.request_id) == col(Request.id))
        .join(Volume, col(Volume.id) == col(Line.volume_id))
    )
    for table, condition in joins:
        lines = lines.join(table, condition)
    return lines.where(col(Request.ref) == bindparam("of_ref"))


# The counter shows these after every scan.
_PACKED = Prepared(_of_request(SealedPackage).where(col(SealedPackage.left_at).is_(None)))
_SHEETS = Prepared(_of_request(Sheet).order_by(col(Sheet.id)))
_CERTIFICATE = Prepared(_of_request(Certificate))
_COUNTS = Prepared(
    _of_lines(VolumeCount, (VolumeCount, col(VolumeCount.line_id) == col(Line.id))).where(
        col(VolumeCount.moment) == Moment.BEFORE
    )
)
_BAGS = Prepared(
    _of_lines(
        SealedPackage,
        (Custody, col(Custody.line_id) == col(Line.id)),
        (SealedPackage, col(SealedPackage.id) == col(Custody.package_id)),
    ).where(col(Custody.closed_at).is_(None))
)
_CLASSES = Prepared(
    _of_lines(ClassCount, (ClassCount, col(ClassCount.volume_id) == col(Volume.id)))
)
