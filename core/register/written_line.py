"""A line of the register (登记簿一行) with everything that the bound book states of a movement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.custody.discreet import is_discreet
from core.custody.discrepancy import Discrepancy
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.masked import Masked
from core.members.member import Member
from core.members.units import Unit
from core.register.register_page import RegisterLine, RegisterPage
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLine:
    """`discreet` lines name nobody to anyone but the head (办案查阅)."""

    page: int
    supplements: bool
    position: int
    movement: str
    at: datetime
    case: str
    mode: str
    purpose: str
    classes: str
    dossier: str
    kind: str
    ordinal: int
    pages: int | None
    subject: Masked
    subject_post: str
    unit: str
    readers: tuple[Masked, ...]
    staff: Masked
    returner: Masked | None
    checked: bool
    differs: bool
    discreet: bool
    late: bool


def lines_of_day(session: Session, room_id: int, day: date) -> list[WrittenLine]:
    """The day's lines by page and place."""
    of_day = (col(RegisterPage.room_id) == room_id, col(RegisterPage.day) == day)
    found = session.execute(_lines().where(*of_day)).all()
    readers = _readers(session, {row[4].id or 0 for row in found})
    staff = _staff(session, {_by(row[1], row[2]) for row in found})
    return [_line(row, readers, staff) for row in found]


def _lines() -> Any:
    parts: Any = (RegisterPage, RegisterLine, Custody, Line, Request, Volume, Dossier, Cadre)
    return (
        select(*parts, col(Unit.name), Discrepancy)
        .join(RegisterLine, col(RegisterLine.page_id) == RegisterPage.id)
        .join(Custody, col(Custody.id) == col(RegisterLine.custody_id))
        .join(Line, col(Line.id) == col(Custody.line_id))
        .join(Request, col(Request.id) == col(Line.request_id))
        .join(Volume, col(Volume.id) == col(Custody.volume_id))
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
        .join(Unit, col(Unit.id) == col(Request.unit_id))
        .outerjoin(Discrepancy, col(Discrepancy.custody_id) == col(Custody.id))
        .order_by(col(RegisterPage.number), col(RegisterLine.position))
    )


def _line(row: Any, readers: dict[int, list[Masked]], staff: dict[int, Masked]) -> WrittenLine:
    page, line, custody, _, request, volume, dossier, cadre, unit, discrepancy = row
    went_out = line.movement == "out"
    return WrittenLine(
        page=page.number,
        supplements=page.supplements,
        position=line.position,
        movement=line.movement,
        at=custody.opened_at if went_out else custody.returned_at,
        case=request.number,
        mode=request.mode,
        purpose=request.purpose,
        classes=request.classes,
        dossier=dossier.number,
        kind=volume.kind,
        ordinal=volume.ordinal,
        pages=volume.pages,
        subject=Masked(cadre.name),
        subject_post=cadre.post,
        unit=unit,
        readers=tuple(readers.get(request.id, [])),
        staff=staff[_by(line, custody)],
        returner=None if went_out or not custody.returner else Masked(custody.returner),
        checked=not went_out and custody.closed_at is not None,
        differs=not went_out and discrepancy is not None,
        discreet=is_discreet(request.purpose, request.source),
        late=(custody.opened_late_at if went_out else custody.returned_late_at) is not None,
    )


def _by(line: RegisterLine, custody: Custody) -> int:
    """Who of the staff handed it over or took it back."""
    return custody.opened_by if line.movement == "out" else custody.returned_to or custody.opened_by


def _readers(session: Session, requests: set[int]) -> dict[int, list[Masked]]:
    rows = session.execute(
        select(col(Reader.request_id), col(Reader.name))
        .where(col(Reader.request_id).in_(requests))
        .order_by(col(Reader.ordinal))
    ).all()
    found: dict[int, list[Masked]] = {}
    for request_id, name in rows:
        found.setdefault(request_id, []).append(Masked(name))
    return found


def _staff(session: Session, members: set[int]) -> dict[int, Masked]:
    rows = session.execute(
        select(col(Member.id), col(Member.name)).where(col(Member.id).in_(members))
    ).all()
    return {member_id or 0: Masked(name) for member_id, name in rows}
