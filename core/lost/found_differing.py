"""Questions about a volume that came back and does not agree (归还不符的卷)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from core.custody.custody import Custody, Kind
from core.custody.discreet import is_discreet
from core.custody.discrepancy import Discrepancy
from core.errors import NotFound
from core.holdings.dossier import Dossier, Volume
from core.lost.page_recovery import DiscrepancyScan, PageRecovery, Relending
from core.requests.line import Line
from core.requests.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One discrepancy with what was done about it."""

    discrepancy: Discrepancy
    volume: Volume
    dossier: str
    room_id: int
    case: str
    case_number: str
    discreet: bool
    recovery: PageRecovery | None
    scans: int
    relendings: tuple[Relending, ...]


def discrepancy_of(session: Session, label: str) -> Discrepancy:
    """The volume's latest discrepancy, locked; raises NotFound."""
    found = session.exec(
        select(Discrepancy)
        .join(Custody, col(Custody.id) == Discrepancy.custody_id)
        .join(Volume, col(Volume.id) == Custody.volume_id)
        .where(Volume.label == label)
        .order_by(col(Discrepancy.custody_id).desc())
        .with_for_update()
    ).first()
    if found is None:
        raise NotFound
    return found


def last_loan(session: Session, label: str) -> Custody:
    """The loan that has the volume out, or its latest; raises NotFound where there was none."""
    found = session.exec(
        select(Custody)
        .join(Volume, col(Volume.id) == Custody.volume_id)
        .where(Volume.label == label, Custody.kind == Kind.LEND)
        .order_by(col(Custody.opened_at).desc())
    ).first()
    if found is None:
        raise NotFound
    return found


def differing_of(session: Session, label: str, rooms: Iterable[int]) -> Differing:
    """The latest discrepancy of a volume of these rooms; raises NotFound."""
    found = _differing(session, rooms, Volume.label == label)
    if not found:
        raise NotFound
    return found[-1]


def open_differing(session: Session, rooms: Iterable[int]) -> list[Differing]:
    """Discrepancies that are not settled, or whose pages are still to come back; oldest first."""
    waiting = select(PageRecovery.custody_id).where(col(PageRecovery.counted_at).is_(None))
    unsettled = col(Discrepancy.settled_at).is_(None)
    return _differing(session, rooms, unsettled | col(Discrepancy.custody_id).in_(waiting))


def _differing(session: Session, rooms: Iterable[int], condition: Any) -> list[Differing]:
    rows = session.exec(
        select(Discrepancy, Volume, Dossier, Request)
        .join(Custody, col(Custody.id) == Discrepancy.custody_id)
        .join(Volume, col(Volume.id) == Custody.volume_id)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(Request, col(Request.id) == Line.request_id)
        .where(condition, col(Dossier.room_id).in_(list(rooms)))
        .order_by(col(Discrepancy.found_at), col(Discrepancy.custody_id))
    ).all()
    return [_one(session, *row) for row in rows]


def _one(
    session: Session,
    discrepancy: Discrepancy,
    volume: Volume,
    dossier: Dossier,
    request: Request,
) -> Differing:
    key = discrepancy.custody_id
    scans = select(DiscrepancyScan).where(DiscrepancyScan.custody_id == key)
    relent = select(Relending).where(Relending.custody_id == key).order_by(col(Relending.id))
    return Differing(
        discrepancy=discrepancy,
        volume=volume,
        dossier=dossier.number,
        room_id=dossier.room_id,
        case=request.ref,
        case_number=request.number,
        discreet=is_discreet(request.purpose, request.source),
        recovery=session.get(PageRecovery, key),
        scans=len(session.exec(scans).all()),
        relendings=tuple(session.exec(relent).all()),
    )
