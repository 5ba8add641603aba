"""Asking again (补正后再提交): what was sent back comes with the same number, in a new round."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import BadValue, ImpossibleStep, NotFound
from core.requests.application import Named, SubmitRequest
from core.requests.form import SightedForm
from core.requests.line import LineState, LineStep
from core.requests.open_request import name_readers, what_is_asked
from core.requests.questions import find_request, lines_by_dossier, readers_of
from core.requests.request import TRANSITIONS, Request, State, Step
from core.unit import OpenUnit


def ask_again(command: SubmitRequest, unit: OpenUnit, named: Mapping[str, Named]) -> Request:
    """A request that was sent back comes again: same number, a new round, a new paper to sign."""
    request = find_request(unit.session, command.earlier)
    mine = request.applicant_id == unit.principal.member_id
    if not mine or request.unit_id != command.unit_id:
        raise NotFound
    if (State(request.state), Step.SUBMIT) not in TRANSITIONS:
        raise ImpossibleStep(state=request.state, step=Step.SUBMIT)
    _keep_lines(unit, request, {each.dossier.id or 0 for each in named.values()})
    for name, value in what_is_asked(command, unit, named).items():
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
    name_readers(unit, request, command.readers)
    return request


def _keep_lines(unit: OpenUnit, request: Request, named: set[int]) -> None:
    """Lines that are not named again are given up; none can be added."""
    waiting = lines_by_dossier(unit.session, request.id or 0, LineState.WAITING)
    if not named <= waiting.keys():
        raise BadValue(field="dossier")
    for dossier_id in waiting.keys() - named:
        for line in waiting[dossier_id]:
            line.take(LineStep.DROP)
