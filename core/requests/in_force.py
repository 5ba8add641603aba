"""What is in force today (当前有效的限制): holds, bars and overdue loans as conditions of a query.

They are asked inside the two questions that gather the facts, so that a sensitive cause costs
exactly as many questions as none.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, exists, or_
from sqlmodel import col

from core.custody.custody import Custody, Kind
from core.holdings.dossier import Dossier, Volume
from core.holdings.hold import Hold
from core.lost.frozen_slot import FrozenSlot
from core.members.barred import Barred
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Request, Source


def _lasts(table: type[Hold] | type[Barred]) -> tuple[Any, Any]:
    today: Any = bindparam("today")
    return col(table.since) <= today, or_(col(table.until).is_(None), col(table.until) >= today)


_OF_ROOM = or_(col(Barred.room_id).is_(None), col(Barred.room_id) == col(Dossier.room_id))
_OF_DOSSIER = and_(
    or_(
        col(Barred.dossier_id) == col(Dossier.id), and_(col(Barred.dossier_id).is_(None), _OF_ROOM)
    ),
    col(Barred.lifted_at).is_(None),
)

# An end date is when the organ looks again; until two people lift it, the dossier rests.
DOSSIER_ON_HOLD = exists().where(
    col(Hold.dossier_id) == col(Dossier.id),
    col(Hold.since) <= bindparam("today"),
    col(Hold.lifted_at).is_(None),
)
# Beside a loss nothing moves before the shelf was counted.
SHELF_IS_FROZEN = exists().where(
    col(FrozenSlot.slot_id) == col(Volume.slot_id), col(FrozenSlot.checked_at).is_(None)
)
HANDLER_IS_BARRED = exists().where(
    col(Barred.member_id) == bindparam("handler"), _OF_DOSSIER, *_lasts(Barred)
)
READER_IS_BARRED = exists().where(
    col(Barred.name) == col(Reader.name),
    col(Reader.request_id) == bindparam("request_id"),
    col(Reader.replaced_at).is_(None),
    _OF_DOSSIER,
    *_lasts(Barred),
)
# What an organ has borrowed is told to nobody, not by a refusal either.
# A condition of its own, so that the few overdue loans are looked at and not all that a unit asked.
_LENT_TO_UNIT = exists().where(
    col(Line.id) == col(Custody.line_id),
    col(Request.id) == col(Line.request_id),
    col(Request.unit_id) == bindparam("unit_id"),
    col(Request.source) != Source.ORGAN,
)
UNIT_HAS_OVERDUE_LOAN = exists().where(
    col(Custody.kind) == Kind.LEND,
    col(Custody.closed_at).is_(None),
    col(Custody.returned_at).is_(None),
    col(Custody.due_on) < bindparam("today"),
    _LENT_TO_UNIT,
)
