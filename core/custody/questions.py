"""Questions about custody: which volume is this, where is it now, which request took it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from core.command import Place
from core.custody.custody import Custody
from core.errors import NotFound
from core.holdings.dossier import Dossier, Volume
from core.prepared import Prepared
from core.requests.line import Line
from core.requests.request import Request


@dataclass(frozen=True, slots=True)
class OutOfStore:
    """A volume that is out, with the custody, line and request that took it there."""

    volume: Volume
    custody: Custody
    line: Line
    request: Request


def room_of_label(session: Session, label: str) -> Place:
    """The room that keeps the volume with this label; raises NotFound."""
    found = _ROOM.first(session, of_label=label)
    if found is None:
        raise NotFound
    return Place(room_id=found.room_id)


# Every scan asks for it.
_ROOM = Prepared(
    select(col(Dossier.room_id))
    .join(Volume, col(Volume.dossier_id) == col(Dossier.id))
    .where(col(Volume.label) == bindparam("of_label"))
)


def volume_with_label(session: Session, label: str) -> Volume:
    found = session.exec(select(Volume).where(Volume.label == label)).first()
    if found is None:
        raise NotFound
    return found


def out_of_store(session: Session, label: str) -> OutOfStore:
    """The open custody of the volume with this label, locked; raises NotFound if it is in."""
    row = session.exec(
        select(Volume, Custody, Line, Request)
        .join(Custody, col(Custody.volume_id) == Volume.id)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(Request, col(Request.id) == Line.request_id)
        .where(Volume.label == label, col(Custody.closed_at).is_(None))
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound
    return OutOfStore(*row)


def overdue_since(session: Session, request_id: int, today: date) -> date | None:
    """The earliest day that a volume of the request should have been back by, if that is past."""
    return session.exec(
        select(func.min(Custody.due_on))
        .join(Line, col(Line.id) == Custody.line_id)
        .where(Line.request_id == request_id, col(Custody.returned_at).is_(None))
        .where(col(Custody.due_on) < today)
    ).one()
