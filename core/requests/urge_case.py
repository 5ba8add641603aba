"""Urge a case (催办): applicant or room asks whoever's turn it is, at most once a calendar day."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.extension_step import extension_step, extension_turn
from core.custody.loans import open_extension
from core.errors import ImpossibleStep, UrgedToday
from core.members.member import Role
from core.requests.events import RequestUrged
from core.requests.line import LineState
from core.requests.questions import find_request, lines_of, next_step, whose_turn
from core.requests.request import Request, State
from core.requests.rooms import unit_or_room_of
from core.requests.urging import Urging
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeCase(Command):
    request: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What a case waits for, and who may do it."""

    step: str
    members: list[int]


@use_case(UrgeCase, roles={Role.UNIT_CONTACT, Role.ARCHIVIST, Role.HEAD}, place=unit_or_room_of)
def urge_case(command: UrgeCase, unit: OpenUnit) -> Answer:
    """Leave one message to each whose turn it is, but for who urges.

    Raises ImpossibleStep where nobody else's turn it is, UrgedToday the second time on a day.
    """
    request = find_request(unit.session, command.request)
    turn = turn_of(unit, request)
    others = [m for m in turn.members if m != unit.principal.member_id]
    if not others:
        raise ImpossibleStep(state=request.state, step="urge")
    _once_a_day(unit, request)
    for member_id in others:
        unit.send(
            member_id,
            "urged",
            request.ref,
            once=f"urged:{request.ref}:{local_date(unit.now)}:{member_id}",
            number=request.number,
            step=turn.step,
            since=request.state_since,
        )
    unit.record(RequestUrged(ref=request.ref, step=turn.step, urged=len(others)))
    return Done({"ref": request.ref, "number": request.number, "step": turn.step})


def turn_of(unit: OpenUnit, request: Request) -> Turn:
    """An approval, an extension, or what the applicant must bring or fetch."""
    step = next_step(request)
    if step is not None:
        return Turn(step, whose_turn(unit.session, request, unit.now))
    if request.state == State.SENT_BACK:
        return Turn("again", [request.applicant_id])
    asked = open_extension(unit.session, request.id or 0)
    if asked is not None:
        waits = extension_step(asked.state, request.source)
        return Turn(f"extend_{waits}", extension_turn(unit.session, request, asked, unit.now))
    waiting = [
        it for it in lines_of(unit.session, request.id or 0) if it.state == LineState.WAITING
    ]
    if request.state == State.READY and waiting:
        return Turn("collect", [request.applicant_id])
    return Turn("", [])


def _once_a_day(unit: OpenUnit, request: Request) -> None:
    assert unit.principal.member_id is not None
    key = (request.id, local_date(unit.now))
    if unit.session.get(Urging, key) is not None:
        raise UrgedToday
    unit.session.add(
        Urging(
            request_id=request.id or 0,
            day=local_date(unit.now),
            urged_by=unit.principal.member_id,
            urged_at=unit.now,
        )
    )
    unit.session.flush()
