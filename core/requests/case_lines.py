"""The lines of a case (办件的各行): one volume each, where it is, and what stands beside it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.custody.discrepancy import Discrepancy
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot, Volume
from core.lost.rebuilding import RebuiltVolume
from core.masked import Masked
from core.members.member import Member
from core.prepared import Prepared
from core.reminders.provisional import Provisional
from core.reminders.subjects import LOAN
from core.requests.case import CaseLine
from core.requests.line import Line


def case_lines(session: Session, request_id: int) -> tuple[CaseLine, ...]:
    """In the order in which they were asked for."""
    return tuple(_line(row) for row in _LINES(session, request_id=request_id))


_SHOWN: tuple[Any, ...] = (
    col(Line.id).label("line_id"),
    *(col(Line.state), col(Line.reason), col(Member.post).label("refused_by")),
    *(col(Volume.label), col(Volume.kind), col(Volume.ordinal)),
    *(col(Volume.pieces), col(Volume.pages), col(Slot.code).label("slot")),
    *(col(Dossier.number).label("dossier"), col(Dossier.secrecy)),
    *(col(Cadre.name).label("subject"), col(Cadre.post).label("subject_post")),
    col(Cadre.custody_authority).label("authority"),
    *(col(Custody.opened_at), col(Custody.due_on)),
    *(col(Custody.returned_at), col(Custody.closed_at)),
    *(col(Custody.opened_late_at), col(Custody.returned_late_at)),
    *(col(Discrepancy.kind).label("discrepancy"), col(Discrepancy.settled_at)),
    col(Provisional.id).label("provisional"),
    col(RebuiltVolume.volume_id).label("rebuilt"),
)


def _is_provisional() -> ColumnElement[bool]:
    """The custody's day was counted into a year that is not known yet."""
    return and_(
        col(Provisional.subject) == LOAN,
        col(Provisional.subject_id) == col(Custody.id),
        col(Provisional.day) == col(Custody.due_on),
        col(Provisional.settled_at).is_(None),
    )


_LINES = Prepared(
    select(*_SHOWN)
    .join_from(Line, Volume, col(Volume.id) == col(Line.volume_id))
    .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
    .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
    .outerjoin(Member, col(Member.id) == col(Line.refused_by))
    .outerjoin(Slot, col(Slot.id) == col(Volume.slot_id))
    .outerjoin(Custody, col(Custody.line_id) == col(Line.id))
    .outerjoin(Discrepancy, col(Discrepancy.custody_id) == col(Custody.id))
    .outerjoin(RebuiltVolume, col(RebuiltVolume.volume_id) == col(Volume.id))
    .outerjoin(Provisional, _is_provisional())
    .where(col(Line.request_id) == bindparam("request_id"))
    .order_by(col(Line.id))
)


def _line(row: Any) -> CaseLine:
    shown = row._asdict()
    provisional, settled_at = shown.pop("provisional"), shown.pop("settled_at")
    shown["is_rebuilt"] = shown.pop("rebuilt") is not None
    shown["discrepancy"] = (shown["discrepancy"] or "") if settled_at is None else ""
    shown["subject"] = Masked(shown["subject"])
    shown["slot"] = shown["slot"] or ""
    shown["refused_by"] = shown["refused_by"] or ""
    return CaseLine(**shown, is_provisional=provisional is not None)
