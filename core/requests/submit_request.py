"""Submit (提交查(借)阅申请): a unit contact asks, or an archivist enters a walk-in at the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume, VolumeKind
from core.members.member import Role
from core.members.room import Room
from core.requests.ask_law import ask_law
from core.requests.events import RequestSubmitted
from core.requests.line import Line
from core.requests.questions import find_request, readers_of
from core.requests.reader import Reader
from core.requests.request import Mode, Request, Step
from core.requests.series import next_number
from core.unit import OpenUnit
from rules.decision import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedReader:
    """A reader as the applicant names them on the form."""

    name: str
    is_personnel: bool
    is_party_member: bool
    declares_kinship: bool = False
    exception: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitRequest(Command):
    """`dossier` is a dossier number; `earlier` the reference of a request that was sent back."""

    unit_id: int
    dossier: str
    mode: str
    purpose: str
    purpose_detail: str
    readers: tuple[NamedReader, ...]
    lending_reason: str = ""
    classes: str = ""
    channel: str = "inside"
    earlier: str = ""


def _place(command: SubmitRequest, unit: OpenUnit) -> Place:
    room_id = unit.session.exec(
        select(Dossier.room_id).where(Dossier.number == command.dossier)
    ).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id, unit_id=command.unit_id)


@use_case(SubmitRequest, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=_place)
def submit_request(command: SubmitRequest, unit: OpenUnit) -> Answer:
    """Open the request and its lines if the law lets it go on its way."""
    _check_values(command)
    request = _again(command, unit) if command.earlier else _open(command, unit)
    request.take(Step.SUBMIT, unit.now)
    request.submitted_at = unit.now
    unit.session.flush()
    decision = ask_law(unit, request, Step.SUBMIT)
    if isinstance(decision, Refused):
        return decision
    unit.record(
        RequestSubmitted(
            ref=request.ref,
            number=request.number,
            mode=request.mode,
            purpose=request.purpose,
            round=request.round,
            decision=unit.last_decision,
        )
    )
    return Done({"ref": request.ref, "number": request.number}, decision)


def _check_values(command: SubmitRequest) -> None:
    if command.mode not in set(Mode):
        raise BadValue(field="mode")
    if any(not reader.name.strip() or len(reader.name) > 40 for reader in command.readers):
        raise BadValue(field="readers")
    if len(command.purpose_detail) > 200 or len(command.readers) > 9:
        raise BadValue(field="purpose_detail")


def _open(command: SubmitRequest, unit: OpenUnit) -> Request:
    dossier, room, authority = _dossier(command, unit)
    number, short = _number(unit, room)
    assert unit.principal.member_id is not None
    request = Request(
        number=number,
        short=short,
        room_id=dossier.room_id,
        unit_id=command.unit_id,
        applicant_id=unit.principal.member_id,
        authority_needed=authority in unit.law.book.lists["authority_approval"].items,
        state_since=unit.now,
        **_asked(command, unit),
    )
    unit.session.add(request)
    unit.session.flush()
    _add_lines(unit, request, dossier)
    _name_readers(unit, request, command.readers)
    return request


def _asked(command: SubmitRequest, unit: OpenUnit) -> dict[str, Any]:
    return {
        "mode": command.mode,
        "purpose": command.purpose,
        "purpose_detail": command.purpose_detail.strip(),
        "lending_reason": command.lending_reason,
        "classes": command.classes,
        "channel": command.channel,
        "due_at": unit.now + timedelta(days=unit.law.book.periods["unit_sign"].value),
    }


def _again(command: SubmitRequest, unit: OpenUnit) -> Request:
    """A request that was sent back comes again: same number, a new round of approvals."""
    request = find_request(unit.session, command.earlier)
    if request.applicant_id != unit.principal.member_id:
        raise NotFound
    for name, value in _asked(command, unit).items():
        setattr(request, name, value)
    request.round += 1
    request.note = ""
    for old in readers_of(unit.session, request.id or 0):
        unit.session.delete(old)
    unit.session.flush()
    _name_readers(unit, request, command.readers)
    return request


def _dossier(command: SubmitRequest, unit: OpenUnit) -> tuple[Dossier, Room, str]:
    row = unit.session.exec(
        select(Dossier, Room, Cadre.custody_authority)
        .join(Room, col(Room.id) == Dossier.room_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Dossier.number == command.dossier)
    ).one()
    return row[0], row[1], row[2]


def _number(unit: OpenUnit, room: Room) -> tuple[str, str]:
    year = local_date(unit.now).year
    given = next_number(unit.session, room.id or 0, "case", year)
    return f"{room.short_name}办〔{year}〕{given:04d}号", f"{given:04d}"


def _add_lines(unit: OpenUnit, request: Request, dossier: Dossier) -> None:
    volumes = unit.session.exec(
        select(Volume.id)
        .where(Volume.dossier_id == dossier.id, Volume.kind == VolumeKind.ORIGINAL)
        .order_by(col(Volume.ordinal))
    ).all()
    unit.session.add_all(Line(request_id=request.id or 0, volume_id=v or 0) for v in volumes)


def _name_readers(unit: OpenUnit, request: Request, readers: tuple[NamedReader, ...]) -> None:
    unit.session.add_all(
        Reader(
            request_id=request.id or 0,
            ordinal=ordinal,
            name=reader.name.strip(),
            is_personnel=reader.is_personnel,
            is_party_member=reader.is_party_member,
            declares_kinship=reader.declares_kinship,
            exception=reader.exception,
        )
        for ordinal, reader in enumerate(readers, start=1)
    )
    unit.session.flush()
