"""What stands in an emergency kit (应急包内容): cases to collect, volumes out, blank forms, people.

Inside paper: names are there, masked until the page that logged the making opens them. Flagged
dossiers, and the cases of organs that investigate, are numbers only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.clock import local_date
from core.custody.custody import Custody
from core.custody.discreet import is_discreet
from core.errors import NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy, Slot, Volume
from core.masked import Masked
from core.members.member import ROOM_ROLES, Grant, Member
from core.members.room import Room
from core.members.units import Unit
from core.outage.emergency_kit import EmergencyKit
from core.requests.line import OUT, Line, LineState
from core.requests.reader import Reader
from core.requests.request import Request, State
from core.requests.reserved_number import open_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class KitVolume:
    """One volume of a case. `since` and `due_on` only for one that is out."""

    dossier: str
    kind: str
    ordinal: int
    slot: str
    subject: Masked
    state: str
    since: datetime | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KitCase:
    """`withheld`: nothing but the number may be printed, and nothing else is here."""

    ref: str
    number: str
    withheld: bool
    unit: str = ""
    mode: str = ""
    kept_until: date | None = None
    readers: tuple[Masked, ...] = ()
    volumes: tuple[KitVolume, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPerson:
    role: str
    post: str
    name: Masked


@dataclass(frozen=True, slots=True, kw_only=True)
class KitContent:
    """Everything that is printed, for one room at one moment."""

    kit: str
    room_id: int
    room: str
    short_name: str
    opening: str
    telephone: str
    made_at: datetime
    numbers: tuple[tuple[str, str], ...]  # as printed, and short
    to_collect: tuple[KitCase, ...]
    out_now: tuple[KitCase, ...]
    people: tuple[KitPerson, ...]
    other_rooms: tuple[tuple[str, str], ...]  # name, telephone


def kit_content(session: Session, kit_ref: str) -> KitContent:
    """The content of this kit as things stand now; raises NotFound."""
    row = session.execute(
        select(EmergencyKit, Room)
        .join(Room, col(Room.id) == col(EmergencyKit.room_id))
        .where(col(EmergencyKit.ref) == kit_ref)
    ).first()
    if row is None:
        raise NotFound
    kit, room = row
    cases, year = cases_on_paper(session, kit.room_id), local_date(kit.made_at).year
    return KitContent(
        kit=kit.ref,
        room_id=kit.room_id,
        room=room.name,
        short_name=room.short_name,
        opening=room.opening,
        telephone=room.telephone,
        made_at=kit.made_at,
        numbers=tuple((n.number, n.short) for n in open_numbers(session, kit.room_id, year)),
        to_collect=cases[0],
        out_now=cases[1],
        people=_people(session, kit.room_id, kit.made_at),
        other_rooms=_other_rooms(session, kit.room_id),
    )


def cases_on_paper(
    session: Session, room_id: int
) -> tuple[tuple[KitCase, ...], tuple[KitCase, ...]]:
    """The room's cases that wait to be collected, and those with a volume out, by number."""
    rows = session.execute(
        select(Request, col(Unit.name), Line, Volume, Dossier, Cadre, col(Slot.code), Custody)
        .join(Unit, col(Unit.id) == col(Request.unit_id))
        .join(Line, col(Line.request_id) == col(Request.id))
        .join(Volume, col(Volume.id) == col(Line.volume_id))
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
        .outerjoin(Slot, col(Slot.id) == col(Volume.slot_id))
        .outerjoin(
            Custody, (col(Custody.line_id) == col(Line.id)) & col(Custody.closed_at).is_(None)
        )
        .where(
            col(Request.room_id) == room_id,
            ((col(Request.state) == State.READY) & (col(Line.state) == LineState.WAITING))
            | col(Line.state).in_(OUT),
        )
        .order_by(col(Request.number), col(Line.id))
    ).all()
    readers = _readers(session, [row[0].id for row in rows])
    waiting = [row for row in rows if row[2].state == LineState.WAITING]
    away = [row for row in rows if row[2].state != LineState.WAITING]
    return _cases(waiting, readers), _cases(away, readers)


def _readers(session: Session, requests: list[int | None]) -> dict[int, tuple[Masked, ...]]:
    found: dict[int, tuple[Masked, ...]] = {}
    for request_id, name in session.execute(
        select(col(Reader.request_id), col(Reader.name))
        .where(col(Reader.request_id).in_(requests))
        .order_by(col(Reader.ordinal))
    ).all():
        found[request_id] = (*found.get(request_id, ()), Masked(name))
    return found


def _cases(rows: Sequence[Any], readers: dict[int, tuple[Masked, ...]]) -> tuple[KitCase, ...]:
    by_case: dict[int, list[Any]] = {}
    for row in rows:
        by_case.setdefault(row[0].id, []).append(row)
    return tuple(_case(of_case, readers.get(key, ())) for key, of_case in by_case.items())


def _case(rows: Sequence[Any], readers: tuple[Masked, ...]) -> KitCase:
    request, unit = rows[0][0], rows[0][1]
    if _withheld(request, [row[4] for row in rows]):
        return KitCase(ref=request.ref, number=request.number, withheld=True)
    return KitCase(
        ref=request.ref,
        number=request.number,
        withheld=False,
        unit=unit,
        mode=request.mode,
        kept_until=request.kept_until,
        readers=readers,
        volumes=tuple(_volume(*row[2:]) for row in rows),
    )


def _withheld(request: Request, dossiers: list[Dossier]) -> bool:
    of_organ = is_discreet(request.purpose, request.source)
    return of_organ or any(dossier.secrecy != Secrecy.NONE for dossier in dossiers)


def _volume(
    line: Line,
    volume: Volume,
    dossier: Dossier,
    cadre: Cadre,
    slot: str | None,
    custody: Custody | None,
) -> KitVolume:
    return KitVolume(
        dossier=dossier.number,
        kind=volume.kind,
        ordinal=volume.ordinal,
        slot=slot or "",
        subject=Masked(cadre.name),
        state=line.state,
        since=custody.opened_at if custody else None,
        due_on=custody.due_on if custody else None,
    )


def _people(session: Session, room_id: int, at: datetime) -> tuple[KitPerson, ...]:
    rows = session.execute(
        select(col(Grant.role), col(Member.post), col(Member.name))
        .join(Member, col(Member.id) == col(Grant.member_id))
        .where(
            col(Grant.room_id) == room_id,
            col(Grant.role).in_(ROOM_ROLES),
            col(Grant.revoked_at).is_(None),
            col(Grant.confirmed_at).is_not(None),
            col(Grant.valid_to).is_(None) | (col(Grant.valid_to) > at),
            col(Member.active),
        )
        .order_by(col(Grant.role).desc(), col(Member.id))
    ).all()
    return tuple(KitPerson(role=role, post=post, name=Masked(name)) for role, post, name in rows)


def _other_rooms(session: Session, room_id: int) -> tuple[tuple[str, str], ...]:
    rows = session.execute(
        select(col(Room.name), col(Room.telephone))
        .where(col(Room.id) != room_id)
        .order_by(col(Room.id))
    ).all()
    return tuple((name, telephone) for name, telephone in rows)
