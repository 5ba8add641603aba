"""Sight the form (核对审批表原件): signature, seal, date, agreement with the case; the paper stays."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep
from core.files.stored_file import StoredFile
from core.members.member import Role
from core.requests.events import FormSighted
from core.requests.form import SightedForm
from core.requests.questions import find_request
from core.requests.request import ENDED, State
from core.requests.rooms import room_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class SightForm(Command):
    """`scan_id` names a stored scan of the page, where one was made.

    `party_certified`: the unit says on the form that the readers are party members;
    `avoidance_signed`: every reader has signed the avoidance declaration on it.
    """

    request: str
    signed: bool
    sealed: bool
    dated: bool
    matches: bool
    scan_id: int | None = None
    party_certified: bool = False
    avoidance_signed: bool = False


@use_case(SightForm, roles={Role.ARCHIVIST}, place=room_of)
def sight_form(command: SightForm, unit: OpenUnit) -> Answer:
    """What the archivist saw on the paper, tick by tick; the last look counts."""
    request = find_request(unit.session, command.request)
    if State(request.state) in ENDED:
        raise ImpossibleStep(state=request.state)
    if command.scan_id is not None and unit.session.get(StoredFile, command.scan_id) is None:
        raise BadValue(field="scan_id")
    assert unit.principal.member_id is not None
    form = unit.session.get(SightedForm, request.id) or SightedForm(
        request_id=request.id or 0, sighted_by=unit.principal.member_id, sighted_at=unit.now
    )
    form.signed, form.sealed = command.signed, command.sealed
    form.dated, form.matches = command.dated, command.matches
    form.party_certified, form.avoidance_signed = command.party_certified, command.avoidance_signed
    form.sighted_by, form.sighted_at = unit.principal.member_id, unit.now
    form.scan_id = command.scan_id or form.scan_id
    unit.session.add(form)
    unit.record(
        FormSighted(
            ref=request.ref,
            signed=form.signed,
            sealed=form.sealed,
            dated=form.dated,
            matches=form.matches,
            party_certified=form.party_certified,
            avoidance_signed=form.avoidance_signed,
        )
    )
    return Done({"ref": request.ref})
