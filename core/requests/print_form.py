"""Print the approval form (打印审批表): from here on there is a paper to sign."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep
from core.members.member import Role
from core.requests.events import FormPrinted
from core.requests.questions import find_request
from core.requests.request import ENDED, State
from core.requests.rooms import unit_or_room_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintForm(Command):
    request: str


@use_case(
    PrintForm,
    roles={Role.UNIT_CONTACT, Role.APPROVER, Role.ARCHIVIST, Role.HEAD},
    place=unit_or_room_of,
)
def print_form(command: PrintForm, unit: OpenUnit) -> Answer:
    """Remember the first printing, after which the leader can confirm; others are only logged."""
    request = find_request(unit.session, command.request)
    if State(request.state) in ENDED:
        raise ImpossibleStep(state=request.state)
    first = request.form_printed_at is None
    if first:
        request.form_printed_at = unit.now
        request.touch()
    unit.record(FormPrinted(ref=request.ref, first=first))
    return Done({"ref": request.ref})
