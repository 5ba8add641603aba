"""Submit (提交查(借)阅申请): a unit contact asks, or an archivist enters a walk-in at the window."""

from __future__ import annotations

from sqlmodel import select

from core.command import Answer, Done, Place, use_case
from core.errors import NotFound
from core.holdings.dossier import Dossier
from core.members.member import Role
from core.requests.application import (
    Named,
    NamedReader,
    SubmitRequest,
    check_values,
    named_dossiers,
)
from core.requests.ask_again import ask_again
from core.requests.ask_law import ask_law
from core.requests.by_line import heard, numbers_of_lines
from core.requests.events import RequestSubmitted
from core.requests.open_request import open_request
from core.requests.request import Step
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
    request = (
        ask_again(command, unit, named) if command.earlier else open_request(command, unit, named)
    )
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
    request = open_request(command, unit, {instead.dossier.number: instead})
    request.take(Step.SUBMIT, unit.now)
    request.submitted_at = unit.now
    unit.session.flush()
    if isinstance(ask_law(unit, request, Step.SUBMIT), Allowed):
        numbers_of_lines(unit.session, request.id or 0)  # as a refusal would have
    note_unnamed(unit, request)
