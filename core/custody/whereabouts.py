"""Whereabouts (在哪): where every volume of a dossier is now, since when, and with whom.

Answered for the rooms within reach; names stay masked until the page that logged the search opens
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.custody.discreet import is_discreet
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot, Volume
from core.holdings.search import Reach
from core.lost.rebuilding import RebuiltVolume
from core.lost.search import REPORTED_UPWARD, Search
from core.masked import Masked
from core.members.units import Unit
from core.requests.line import Line, LineState
from core.requests.request import Request


class Standing(StrEnum):
    """Where a volume can be, as far as the viewer may know; else the line's or custody's own word."""

    IN_STORE = "in_store"  # 在库
    WITHHELD = "withheld"  # 在库外，暂不提供
    LOST = "lost"  # 未找到
    SET_ASIDE = "set_aside"  # 停用另存


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeAt:
    """`standing` is a `Standing`, a line's state (reading, paused, lent, returned, searching) or,
    for a custody without a request, its kind (transfer, send_up, move, rework).

    `since` is None for a volume that has not moved since it was entered. `case` is the reference of
    the request that has it out, `holder` that request's unit.
    """

    label: str
    kind: str
    ordinal: int
    slot: str
    standing: str
    since: datetime | None = None
    due_on: date | None = None
    holder: str = ""
    case: str = ""
    case_number: str = ""
    rebuilt: bool = False  # 补建
    late: bool = False  # 补录: out or back on paper, recorded afterwards


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """One dossier, whose it is, and its volumes."""

    dossier_id: int
    number: str
    name: Masked
    unit: str
    post: str
    born: str
    secrecy: str
    volumes: tuple[VolumeAt, ...]


def whereabouts(session: Session, dossier_ids: Sequence[int], reach: Reach) -> list[Located]:
    """These dossiers in this order; those outside the rooms within reach are left out."""
    rows = session.execute(
        select(Dossier, Cadre, col(Unit.name))
        .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
        .join(Unit, col(Unit.id) == col(Cadre.unit_id))
        .where(col(Dossier.id).in_(dossier_ids), col(Dossier.room_id).in_(reach.rooms))
    ).all()
    volumes = _volumes(session, [row[0].id for row in rows], reach)
    found = {
        dossier.id: _located(dossier, cadre, unit, volumes.get(dossier.id, []))
        for dossier, cadre, unit in rows
    }
    return [found[number] for number in dossier_ids if number in found]


def _located(dossier: Dossier, cadre: Cadre, unit: str, volumes: list[VolumeAt]) -> Located:
    return Located(
        dossier_id=dossier.id or 0,
        number=dossier.number,
        name=Masked(cadre.name),
        unit=unit,
        post=cadre.post,
        born=cadre.born,
        secrecy=dossier.secrecy,
        volumes=tuple(volumes),
    )


def _volumes(session: Session, dossiers: list[int], reach: Reach) -> dict[int, list[VolumeAt]]:
    rows = session.execute(
        select(
            *(Volume, col(Dossier.room_id), col(Slot.code), col(RebuiltVolume.volume_id)),
            *(Custody, Line, Request, col(Unit.name)),
        )
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .outerjoin(Slot, col(Slot.id) == col(Volume.slot_id))
        .outerjoin(RebuiltVolume, col(RebuiltVolume.volume_id) == col(Volume.id))
        .outerjoin(
            Custody,
            and_(col(Custody.volume_id) == col(Volume.id), col(Custody.closed_at).is_(None)),
        )
        .outerjoin(Line, col(Line.id) == col(Custody.line_id))
        .outerjoin(Request, col(Request.id) == col(Line.request_id))
        .outerjoin(Unit, col(Unit.id) == col(Request.unit_id))
        .where(col(Volume.dossier_id).in_(dossiers))
        .order_by(col(Volume.kind).desc(), col(Volume.ordinal))
    ).all()
    back = _came_back(session, [row[0].id for row in rows if row[4] is None])
    missed = _missed(session, [row[0].id for row in rows if row[0].lost])
    found: dict[int, list[VolumeAt]] = {}
    for volume, room_id, slot, rebuilt, *out in rows:
        at = _at(volume, slot or "", out, back.get(volume.id), heads=room_id in reach.headed)
        if at.standing == Standing.LOST:
            at = replace(at, **missed.get(volume.id, {"standing": Standing.SET_ASIDE}))
        at = replace(at, rebuilt=rebuilt is not None)
        found.setdefault(volume.dossier_id, []).append(at)
    return found


def _missed(session: Session, volumes: list[int | None]) -> dict[int, dict[str, Any]]:
    """How each of these stands that is missed still, with since when it is searched for; what is
    left out was found or replaced and is kept apart."""
    if not volumes:
        return {}
    rows = session.execute(
        select(col(Search.volume_id), col(Search.reported_at), col(Search.state)).where(
            col(Search.volume_id).in_(volumes), col(Search.ended_at).is_(None)
        )
    ).all()
    return {volume: _missing(since, state) for volume, since, state in rows}


def _missing(since: datetime, state: str) -> dict[str, Any]:
    if state in REPORTED_UPWARD:
        return {"standing": Standing.LOST}
    return {"standing": LineState.SEARCHING, "since": since}


def _came_back(session: Session, volumes: list[int | None]) -> dict[int, datetime]:
    """When each of these was last put back."""
    rows = session.execute(
        select(col(Custody.volume_id), func.max(col(Custody.closed_at)))
        .where(col(Custody.volume_id).in_(volumes), col(Custody.closed_at).is_not(None))
        .group_by(col(Custody.volume_id))
    ).all()
    return {row[0]: row[1] for row in rows}


def _at(
    volume: Volume, slot: str, out: Sequence[Any], back: datetime | None, *, heads: bool
) -> VolumeAt:
    custody, line, request, holder = out
    known: dict[str, Any] = {
        "label": volume.label,
        "kind": volume.kind,
        "ordinal": volume.ordinal,
        "slot": slot,
    }
    if custody is None:
        standing = Standing.LOST if volume.lost else Standing.IN_STORE
        return VolumeAt(standing=standing, since=back, **known)
    if request is None:
        return VolumeAt(standing=custody.kind, since=custody.opened_at, **known)
    if is_discreet(request.purpose, request.source) and not heads:
        return VolumeAt(standing=Standing.WITHHELD, **{**known, "slot": ""})
    return VolumeAt(
        standing=line.state,
        since=_since(custody, line.state),
        due_on=custody.due_on,
        holder=holder or "",
        case=request.ref,
        case_number=request.number,
        late=custody.opened_late_at is not None or custody.returned_late_at is not None,
        **known,
    )


def _since(custody: Custody, state: str) -> datetime | None:
    if state == LineState.RETURNED:
        return custody.returned_at
    return custody.paused_at if state == LineState.PAUSED else custody.opened_at
