"""What the law must know about the volumes of a request (卷的事实), asked in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, exists, literal_column, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from core.clock import local_date
from core.custody.custody import Custody, Evidence
from core.custody.volume_count import Moment, VolumeCount
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.prepared import Prepared
from core.requests.in_force import (
    DOSSIER_ON_HOLD,
    HANDLER_IS_BARRED,
    READER_IS_BARRED,
    SHELF_IS_FROZEN,
)
from core.requests.line import Line, LineState
from core.requests.request import Request
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True)
class VolumeFacts:
    """What the law must know about one line's volume."""

    line_id: int
    volume_id: int
    lost: bool
    secrecy: str
    subject_name: str
    subject_member: int | None
    evidence_present: bool
    in_open_custody: bool
    due_on: date | None
    extensions: int | None
    kind: str
    rank: str
    on_hold: bool
    handler_barred: bool
    reader_barred: bool
    authority: str
    shelf_frozen: bool
    opened_at: datetime | None
    counted: bool


_STILL_OPEN = col(Custody.closed_at).is_(None)  # at most one of a volume
# A hand-over uses up what was seen before it: the next one needs the volume on the counter again.
_LATER = aliased(Custody)
_USED_UP = exists().where(
    col(_LATER.volume_id) == col(Evidence.volume_id),
    col(_LATER.opened_at) > col(Evidence.seen_at),
)
_EVIDENCE = exists().where(
    col(Evidence.volume_id) == col(Volume.id),
    col(Evidence.seen_at) >= bindparam("since"),
    ~_USED_UP,
)
_COUNTED = exists().where(
    col(VolumeCount.line_id) == col(Line.id),
    col(VolumeCount.moment) == literal_column(f"'{Moment.BEFORE}'"),
    col(VolumeCount.at) >= bindparam("since"),
)
_VOLUMES = Prepared(
    select(
        col(Line.id),
        col(Volume.id),
        col(Volume.lost),
        col(Dossier.secrecy),
        col(Cadre.name),
        col(Cadre.member_id),
        _EVIDENCE,
        col(Custody.id).is_not(None),
        col(Custody.due_on),
        col(Custody.extensions),
        col(Volume.kind),
        col(Cadre.rank),
        DOSSIER_ON_HOLD,
        HANDLER_IS_BARRED,
        READER_IS_BARRED,
        col(Cadre.custody_authority),
        SHELF_IS_FROZEN,
        col(Custody.opened_at),
        _COUNTED,
    )
    .join_from(Line, Volume, col(Volume.id) == col(Line.volume_id))
    .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
    .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
    .outerjoin(Custody, and_(col(Custody.volume_id) == col(Volume.id), _STILL_OPEN))
    .where(col(Line.request_id) == bindparam("request_id"))
    .where(col(Line.state) != LineState.DROPPED, col(Line.state) != LineState.REFUSED)
    .order_by(col(Line.id))
)


def volumes_of(unit: OpenUnit, request: Request, since: datetime) -> list[VolumeFacts]:
    """One question for all lines that were not given up; `since` opens the evidence window."""
    handler, today = unit.principal.member_id, local_date(unit.now)
    asked = {"request_id": request.id, "since": since, "handler": handler, "today": today}
    return [VolumeFacts(*row) for row in _VOLUMES(unit.session, **asked)]
