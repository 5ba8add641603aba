"""Clues (线索): what helps to find a volume: who had it last, where it was last read, what stands
beside it, and whose dossier bears the same name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from core.custody.custody import Custody, Evidence
from core.custody.discreet import is_discreet
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot, Volume
from core.lost.freeze_shelf import shelf_of
from core.members.member import Member
from core.requests.line import Line
from core.requests.request import Request

MOST = 5
MOST_BESIDE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """A custody of the volume. `withheld`: an organ's, nobody's business but the head's."""

    kind: str
    opened_at: datetime
    closed_at: datetime | None
    staff: tuple[int, ...] = ()
    case: str = ""
    case_number: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    source: str
    device: str
    seen_at: datetime
    by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another volume: on the same shelf, or of somebody with the same name."""

    dossier: str
    kind: str
    ordinal: int
    slot: str
    out: bool
    moved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    had: tuple[Had, ...]
    reads: tuple[Read, ...]
    neighbours: tuple[Beside, ...]
    namesakes: tuple[Beside, ...]
    posts: dict[int, tuple[str, str]]  # member id → post and name, masked by whoever shows it


def clues_of(session: Session, volume: Volume, *, heads: bool) -> Clues:
    """All clues; `heads`: whether the viewer may know of an organ's request."""
    had = _had(session, volume, heads)
    reads = _reads(session, volume)
    staff = {m for it in had for m in it.staff} | {it.by for it in reads if it.by is not None}
    rows = session.exec(
        select(Member.id, Member.post, Member.name).where(col(Member.id).in_(staff))
    )
    return Clues(
        had=had,
        reads=reads,
        neighbours=_neighbours(session, volume),
        namesakes=_namesakes(session, volume),
        posts={member or 0: (post, name) for member, post, name in rows.all()},
    )


def _had(session: Session, volume: Volume, heads: bool) -> tuple[Had, ...]:
    rows = session.exec(
        select(Custody, Request)
        .outerjoin(Line, col(Line.id) == Custody.line_id)
        .outerjoin(Request, col(Request.id) == Line.request_id)
        .where(Custody.volume_id == volume.id)
        .order_by(col(Custody.opened_at).desc())
        .limit(MOST)
    ).all()
    return tuple(_one_had(custody, request, heads) for custody, request in rows)


def _one_had(custody: Custody, request: Request | None, heads: bool) -> Had:
    known: dict[str, Any] = {"opened_at": custody.opened_at, "closed_at": custody.closed_at}
    if request is not None and is_discreet(request.purpose, request.source) and not heads:
        return Had(kind="", withheld=True, **known)
    touched = (custody.opened_by, custody.returned_to, custody.checked_by)
    return Had(
        kind=custody.kind,
        staff=tuple(dict.fromkeys(it for it in touched if it is not None)),
        case=request.ref if request else "",
        case_number=request.number if request else "",
        **known,
    )


def _reads(session: Session, volume: Volume) -> tuple[Read, ...]:
    rows = session.exec(
        select(Evidence)
        .where(Evidence.volume_id == volume.id)
        .order_by(col(Evidence.seen_at).desc())
        .limit(MOST)
    ).all()
    return tuple(
        Read(source=it.source, device=it.device, seen_at=it.seen_at, by=it.recorded_by)
        for it in rows
    )


def _neighbours(session: Session, volume: Volume) -> tuple[Beside, ...]:
    own = session.get(Slot, volume.slot_id) if volume.slot_id else None
    if own is None:
        return ()
    shelf = shelf_of(own.code)
    near = col(Slot.code).startswith(shelf, autoescape=True) if shelf else col(Slot.id) == own.id
    return _beside(session, volume, near & (col(Slot.room_id) == own.room_id))


def _namesakes(session: Session, volume: Volume) -> tuple[Beside, ...]:
    room_id, cadre_id, name = session.exec(
        select(Dossier.room_id, Cadre.id, Cadre.name)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Dossier.id == volume.dossier_id)
    ).one()
    same = (col(Cadre.name) == name) & (col(Cadre.id) != cadre_id)
    return _beside(session, volume, same & (col(Dossier.room_id) == room_id))


def _beside(session: Session, volume: Volume, condition: Any) -> tuple[Beside, ...]:
    rows = session.exec(
        select(Volume, Dossier.number, Slot.code)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .outerjoin(Slot, col(Slot.id) == Volume.slot_id)
        .where(condition, Volume.id != volume.id)
        .order_by(col(Slot.code), col(Dossier.number), col(Volume.ordinal))
        .limit(MOST_BESIDE)
    ).all()
    last = _last_moves(session, [it.id or 0 for it, _, _ in rows])
    return tuple(
        Beside(
            dossier=number,
            kind=it.kind,
            ordinal=it.ordinal,
            slot=slot or "",
            out=last.get(it.id or 0, (False, None))[0],
            moved_at=last.get(it.id or 0, (False, None))[1],
        )
        for it, number, slot in rows
    )


def _last_moves(session: Session, volumes: list[int]) -> dict[int, tuple[bool, datetime | None]]:
    """Whether each is out, and when it last moved."""
    rows = session.exec(
        select(Custody.volume_id, Custody.opened_at, Custody.closed_at)
        .where(col(Custody.volume_id).in_(volumes))
        .order_by(col(Custody.opened_at))
    ).all()
    return {volume: (closed is None, closed or opened) for volume, opened, closed in rows}
