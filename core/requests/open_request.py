"""Opening a request (立件): its number, what is asked, its lines and its readers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from core.clock import local_date
from core.errors import NotFound
from core.holdings.dossier import Dossier, Volume, VolumeKind
from core.lost.questions import out_of_use
from core.members.room import Room
from core.members.units import Unit
from core.requests.application import Named, NamedReader, SubmitRequest
from core.requests.authority import authority_asked
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Request
from core.requests.reserved_number import SERIES, find_open, number_words, use
from core.requests.room_law import law_of
from core.requests.series import next_number
from core.unit import OpenUnit


def open_request(command: SubmitRequest, unit: OpenUnit, named: Mapping[str, Named]) -> Request:
    if unit.session.get(Unit, command.unit_id) is None:
        raise NotFound
    room = next(iter(named.values())).room
    reserved = find_open(unit, room.id or 0, command.reserved) if command.reserved else None
    number, short = (reserved.number, reserved.short) if reserved else _number(unit, room)
    assert unit.principal.member_id is not None
    request = Request(
        number=number,
        short=short,
        room_id=room.id or 0,
        unit_id=command.unit_id,
        applicant_id=unit.principal.member_id,
        state_since=unit.now,
        **what_is_asked(command, unit, named),
    )
    unit.session.add(request)
    unit.session.flush()
    if reserved is not None:
        use(unit, reserved, request.id or 0)
    for each in named.values():
        _add_lines(unit, request, each.dossier)
    name_readers(unit, request, command.readers)
    return request


def what_is_asked(
    command: SubmitRequest, unit: OpenUnit, named: Mapping[str, Named]
) -> dict[str, Any]:
    room_id = next(iter(named.values())).room.id or 0
    authorities = {each.authority for each in named.values()}
    days = law_of(unit, room_id).book.periods["unit_sign"].value
    return {
        "authority_needed": authority_asked(unit, room_id, authorities),
        "mode": command.mode,
        "purpose": command.purpose,
        "purpose_detail": command.purpose_detail.strip(),
        "lending_reason": command.lending_reason,
        "classes": command.classes,
        "channel": command.channel,
        "source": command.source,
        "sub_purpose": command.sub_purpose,
        "approval_document": command.approval_document.strip(),
        "copies_named": command.copies_named.strip(),
        "matter": command.matter.strip(),
        "days_asked": command.days_asked,
        "due_at": unit.now + timedelta(days=days),
    }


def _number(unit: OpenUnit, room: Room) -> tuple[str, str]:
    year = local_date(unit.now).year
    given = next_number(unit.session, room.id or 0, SERIES, year)
    return number_words(room, year, given)


def _add_lines(unit: OpenUnit, request: Request, dossier: Dossier) -> None:
    volumes = unit.session.exec(
        select(Volume.id)
        .where(Volume.dossier_id == dossier.id, Volume.kind == VolumeKind.ORIGINAL)
        .where(col(Volume.id).not_in(out_of_use()))
        .order_by(col(Volume.ordinal))
    ).all()
    if not volumes:
        raise NotFound
    unit.session.add_all(Line(request_id=request.id or 0, volume_id=v or 0) for v in volumes)


def name_readers(unit: OpenUnit, request: Request, readers: tuple[NamedReader, ...]) -> None:
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
