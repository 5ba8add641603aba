"""See the paper (核见原件): a second person has looked at a signature before it is recorded.

Whoever entered a request at the window does not alone record what was signed for it. In a room of
one archivist the other is its head, or the leader who approves for the room.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.custody.extension_step import extension_step
from core.custody.loans import open_extension
from core.errors import CodedError, ImpossibleStep, Stale
from core.members.member import Role
from core.requests.events import PaperSeenByAnother
from core.requests.paper_seen import PaperSeen
from core.requests.questions import find_request, next_step
from core.requests.request import Request
from core.requests.rooms import room_of
from core.requests.signing import Asked
from core.unit import OpenUnit


class SecondPairOfEyes(CodedError):
    """Who entered the request records its signatures only once another has seen the paper."""

    code = "second_pair_of_eyes"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeePaper(Command):
    """`step` is the signature that waits, of the request or of the extension of its loan."""

    request: str
    step: str
    seen_version: int


@use_case(SeePaper, roles={Role.HEAD, Role.ARCHIVIST, Role.APPROVER}, place=room_of)
def see_paper(command: SeePaper, unit: OpenUnit) -> Answer:
    """Seen a second time by the same person changes nothing. Raises Stale, ImpossibleStep."""
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    nth = _waits_for(unit, request, command.step)
    assert unit.principal.member_id is not None
    row = PaperSeen(
        request_id=request.id or 0,
        round=request.round,
        extension=nth,
        step=command.step,
        member_id=unit.principal.member_id,
        seen_at=unit.now,
    )
    key = (row.request_id, row.round, row.extension, row.step, row.member_id)
    if unit.session.get(PaperSeen, key) is None:
        unit.session.add(row)
        unit.record(PaperSeenByAnother(ref=request.ref, step=command.step, extension=nth))
    return Done({"ref": request.ref, "number": request.number})


def _waits_for(unit: OpenUnit, request: Request, step: str) -> int:
    """0 for the request itself, n for its n-th extension. Raises ImpossibleStep."""
    if next_step(request) == step and step != "make_ready":
        return 0
    extension = open_extension(unit.session, request.id or 0)
    if extension is None or extension_step(extension.state, request.source) != step:
        raise ImpossibleStep(state=request.state, step=step)
    return extension.nth


def second_witness(unit: OpenUnit, request: Request, step: str, asked: Asked) -> int | None:
    """Who else has seen this signature; raises SecondPairOfEyes where one is needed and missing."""
    recorder = unit.principal.member_id
    seen = unit.session.exec(
        select(PaperSeen.member_id)
        .where(
            PaperSeen.request_id == request.id,
            PaperSeen.round == request.round,
            PaperSeen.extension == asked.extension,
            PaperSeen.step == step,
            PaperSeen.member_id != recorder,
        )
        .order_by(col(PaperSeen.seen_at))
    ).first()
    if seen is None and asked.by == recorder:
        raise SecondPairOfEyes
    return seen
