"""Submit (提交查(借)阅申请): a unit contact asks, or an archivist enters a walk-in at the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Done, Place, use_case
from core.errors import BadValue, ImpossibleStep, NotFound
from core.holdings.dossier import Dossier, Volume, VolumeKind
from core.members.member import Role
from core.members.room import Room
from core.members.units import Unit
from core.requests.application import (
    Named,
    NamedReader,
    SubmitRequest,
    check_values,
    named_dossiers,
)
from core.requests.ask_law import ask_law
from core.requests.authority import authority_asked
from core.requests.by_line import heard, numbers_of_lines
from core.requests.events import RequestSubmitted
from core.requests.form import SightedForm
from core.requests.line import Line, LineState, LineStep
from core.requests.questions import find_request, lines_by_dossier, readers_of
from core.requests.reader import Reader
from core.requests.request import TRANSITIONS, Request, State, Step
from core.requests.reserved_number import SERIES, find_open, number_words, use
from core.requests.room_law import law_of
from core.requests.series import next_number
from core.requests.unnamed import note_unnamed, stand_in
from core.unit import OpenUnit
from rules.decision import Allowed

__all__ = ["NamedReader", "SubmitRequest", "submit_request"]


def place_asked(command: SubmitRequest, unit: OpenUnit) -> Place:
    """An unknown dossier lies in no room: a contact is told so only after what is bad on its face."""
    room_id = unit.session.exec(
        select(Dossier.room_id).where(Dossier.number == command.dossier)
    ).first()
    return Place(room_id=room_id, unit_id=command.unit_id)


@use_case(SubmitRequest, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=place_asked)
def submit_request(command: SubmitRequest, unit: OpenUnit) -> Answer:
    """Open the request and its lines if the law lets it go on its way."""
    by_staff = unit.holds(frozenset({Role.ARCHIVIST}), place_asked(command, unit))
    check_values(command, by_staff)
    instead = None if by_staff or command.earlier else stand_in(unit, command.unit_id)
    try:
        named = named_dossiers(command, unit, by_staff)
    except NotFound:
        if instead is not None:
            _as_if_named(command, unit, instead)
        raise
    request = _again(command, unit, named) if command.earlier else _open(command, unit, named)
    request.take(Step.SUBMIT, unit.now)
    request.submitted_at = unit.now
    unit.session.flush()
    decision = ask_law(unit, request, Step.SUBMIT)
    # Every sensitive cause looks like no dossier; the log keeps which.
    refused = heard(decision, command.dossiers, named, hides=not by_staff)
    if refused is not None:
        return refused
    assert isinstance(decision, Allowed)
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


def _as_if_named(command: SubmitRequest, unit: OpenUnit, instead: Named) -> None:
    """The work of an application that is refused; whoever raises next undoes it."""
    request = _open(command, unit, {instead.dossier.number: instead})
    request.take(Step.SUBMIT, unit.now)
    request.submitted_at = unit.now
    unit.session.flush()
    if isinstance(ask_law(unit, request, Step.SUBMIT), Allowed):
        numbers_of_lines(unit.session, request.id or 0)  # as a refusal would have
    note_unnamed(unit, request)


def _open(command: SubmitRequest, unit: OpenUnit, named: Mapping[str, Named]) -> Request:
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
        **_asked(command, unit, named),
    )
    unit.session.add(request)
    unit.session.flush()
    if reserved is not None:
        use(unit, reserved, request.id or 0)
    for each in named.values():
        _add_lines(unit, request, each.dossier)
    _name_readers(unit, request, command.readers)
    return request


def _asked(command: SubmitRequest, unit: OpenUnit, named: Mapping[str, Named]) -> dict[str, Any]:
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


def _again(command: SubmitRequest, unit: OpenUnit, named: Mapping[str, Named]) -> Request:
    """A request that was sent back comes again: same number, a new round, a new paper to sign."""
    request = find_request(unit.session, command.earlier)
    mine = request.applicant_id == unit.principal.member_id
    if not mine or request.unit_id != command.unit_id:
        raise NotFound
    if (State(request.state), Step.SUBMIT) not in TRANSITIONS:
        raise ImpossibleStep(state=request.state, step=Step.SUBMIT)
    _keep_lines(unit, request, {each.dossier.id or 0 for each in named.values()})
    for name, value in _asked(command, unit, named).items():
        setattr(request, name, value)
    request.round += 1
    request.note = ""
    request.form_printed_at = None
    seen = unit.session.get(SightedForm, request.id)
    if seen is not None:
        unit.session.delete(seen)
    for old in readers_of(unit.session, request.id or 0):
        unit.session.delete(old)
    unit.session.flush()
    _name_readers(unit, request, command.readers)
    return request


def _keep_lines(unit: OpenUnit, request: Request, named: set[int]) -> None:
    """Lines that are not named again are given up; none can be added."""
    waiting = lines_by_dossier(unit.session, request.id or 0, LineState.WAITING)
    if not named <= waiting.keys():
        raise BadValue(field="dossier")
    for dossier_id in waiting.keys() - named:
        for line in waiting[dossier_id]:
            line.take(LineStep.DROP)


def _number(unit: OpenUnit, room: Room) -> tuple[str, str]:
    year = local_date(unit.now).year
    given = next_number(unit.session, room.id or 0, SERIES, year)
    return number_words(room, year, given)


def _add_lines(unit: OpenUnit, request: Request, dossier: Dossier) -> None:
    volumes = unit.session.exec(
        select(Volume.id)
        .where(Volume.dossier_id == dossier.id, Volume.kind == VolumeKind.ORIGINAL)
        .order_by(col(Volume.ordinal))
    ).all()
    if not volumes:
        raise NotFound
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
