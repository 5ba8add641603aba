"""Which volumes or slots a sheet is printed for (打印范围): by case, by list, or by a range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot, Volume
from core.lost.rebuilding import RebuiltVolume
from core.requests.line import GIVEN_UP, Line
from core.requests.request import Request

MOST = 240


def volumes(session: Session, rooms: frozenset[int], asked: Mapping[str, str]) -> list[Any]:
    """(label, number, kind, ordinal, slot, room_id, name, rebuilt) of the rooms' own, in shelf order.

    `case=REF`, `dossiers=A,B` or `from=A&to=B`; nothing asked gives nothing.
    """
    statement: Any = (
        select(
            col(Volume.label),
            col(Dossier.number),
            col(Volume.kind),
            col(Volume.ordinal),
            col(Slot.code).label("slot"),
            col(Dossier.room_id),
            col(Cadre.name),
            col(RebuiltVolume.volume_id).label("rebuilt"),
        )
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
        .outerjoin(Slot, col(Slot.id) == col(Volume.slot_id))
        .outerjoin(RebuiltVolume, col(RebuiltVolume.volume_id) == col(Volume.id))
        .where(col(Dossier.room_id).in_(rooms))
        .order_by(col(Dossier.number), col(Volume.kind).desc(), col(Volume.ordinal))
        .limit(MOST)
    )
    if asked.get("case"):
        of_case = select(col(Line.volume_id)).join(Request, col(Request.id) == col(Line.request_id))
        going = col(Line.state).not_in(GIVEN_UP)
        within = col(Volume.id).in_(of_case.where(col(Request.ref) == asked["case"], going))
    else:
        within = _named(col(Dossier.number), asked, "dossiers")
    return [] if within is None else list(session.execute(statement.where(within)).all())


def slots(session: Session, rooms: frozenset[int], asked: Mapping[str, str]) -> list[Any]:
    """(label, code) of the rooms' own slots; `slots=A,B` or a range, `slots=A 到 B`."""
    first, is_range, last = asked.get("slots", "").partition("到")
    span = {"from": first, "to": last.strip()} if is_range else asked
    within = _named(col(Slot.code), span, "slots")
    if within is None:
        return []
    statement = select(col(Slot.label), col(Slot.code)).where(col(Slot.room_id).in_(rooms), within)
    return list(session.execute(statement.order_by(col(Slot.code)).limit(MOST)).all())


def _named(column: Any, asked: Mapping[str, str], listed: str) -> Any:
    """The condition of a list or a range; None where neither is asked for."""
    if asked.get(listed):
        return column.in_(_items(asked[listed]))
    if asked.get("from"):
        first, last = asked["from"].strip(), (asked.get("to") or asked["from"]).strip()
        return column.between(first, last)
    return None


def _items(text: str) -> list[str]:
    for mark in "，、；;\r\n\t ":
        text = text.replace(mark, ",")
    return [part for part in text.split(",") if part][:MOST]
