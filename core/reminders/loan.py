"""A loan (借阅) as a subject of reminders: open until the volume is back or being searched for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.custody.discreet import is_discreet
from core.holdings.dossier import Dossier, Secrecy, Volume
from core.reminders.subjects import LOAN, Standing, subject
from core.requests.line import Line, LineState
from core.requests.request import Request

_SEEN: list[Any] = [
    *(Custody.id, Custody.due_on, Custody.returned_at, Line.state, Dossier.secrecy),
    *(Request.ref, Request.number, Request.room_id, Request.unit_id, Request.applicant_id),
    *(Request.purpose, Request.source),
]


@subject(LOAN)
def look_at_loans(session: Session, ids: Collection[int], _today: date) -> dict[int, Standing]:
    """Each custody with the request that took the volume out."""
    rows = session.execute(
        select(*_SEEN)
        .join(Line, col(Line.id) == col(Custody.line_id))
        .join(Request, col(Request.id) == col(Line.request_id))
        .join(Volume, col(Volume.id) == col(Custody.volume_id))
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .where(col(Custody.id).in_(ids), col(Custody.due_on).is_not(None))
    ).all()
    return {row.id: _standing(row) for row in rows}


def _standing(row: Any) -> Standing:
    return Standing(
        is_open=row.returned_at is None and row.state == LineState.LENT,
        due_on=row.due_on,
        about=row.ref,
        number=row.number,
        room_id=row.room_id,
        unit_id=row.unit_id,
        contact_id=row.applicant_id,
        discreet=is_discreet(row.purpose, row.source),
        unspoken=row.secrecy != Secrecy.NONE,
    )
