"""Refuse lines (逐行不予办理): of a list some dossiers are refused with a reason, the rest goes on.

Whoever's turn it is to sign may strike lines before they sign. When no line is left, the request
itself is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep, SecondStepBySamePerson
from core.holdings.dossier import Dossier
from core.members.member import Role
from core.requests.approve import APPROVAL_STEPS
from core.requests.authority import authority_still_asked
from core.requests.events import LinesTurnedDown
from core.requests.line import Line, LineState, LineStep
from core.requests.questions import lines_by_dossier
from core.requests.signing import acting_for
from core.requests.turn_away import expected, place_of_turn, turn_down
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseLines(Command):
    """`dossiers` are the numbers of the lines that are struck."""

    request: str
    dossiers: tuple[str, ...]
    reason: str
    seen_version: int


@use_case(RefuseLines, roles={Role.APPROVER, Role.HEAD}, place=place_of_turn)
def refuse_lines(command: RefuseLines, unit: OpenUnit) -> Answer:
    """Strike these lines. Raises BadValue for a number that is no waiting line of the list."""
    request, step = expected(command, unit)
    if step not in APPROVAL_STEPS:
        raise ImpossibleStep(state=request.state, step=step)
    if request.applicant_id == unit.principal.member_id:
        raise SecondStepBySamePerson
    behalf = acting_for(unit, step, request)
    waiting = lines_by_dossier(unit.session, request.id or 0, LineState.WAITING)
    struck = _struck(unit, command, waiting)
    lines = [line for dossier_id in struck for line in waiting[dossier_id]]
    _refuse(unit, command.reason.strip(), lines)
    if len(struck) == len(waiting):
        turn_down(unit, request, step, command.reason)
    else:
        request.authority_needed = request.authority_needed and authority_still_asked(unit, request)
        request.touch()
        unit.record(
            LinesTurnedDown(
                ref=request.ref,
                step=step,
                on_behalf_of=behalf,
                lines=tuple(line.id or 0 for line in lines),
                reason=command.reason,
            )
        )
    left = len(waiting) - len(struck)
    return Done({"ref": request.ref, "number": request.number, "left": left})


def _struck(unit: OpenUnit, command: RefuseLines, waiting: dict[int, list[Line]]) -> list[int]:
    numbers = set(command.dossiers)
    named = unit.session.exec(
        select(Dossier.id).where(col(Dossier.number).in_(numbers), col(Dossier.id).in_(waiting))
    ).all()
    if not named or len(named) != len(numbers):
        raise BadValue(field="dossiers")
    return [it or 0 for it in named]


def _refuse(unit: OpenUnit, reason: str, lines: list[Line]) -> None:
    for line in lines:
        line.refused_by, line.refused_at, line.reason = unit.principal.member_id, unit.now, reason
        line.take(LineStep.REFUSE)
    unit.session.flush()
