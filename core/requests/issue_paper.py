"""Issue a paper (印发文书): a return notice for what is overdue, a reply instead of the file."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, func, select

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.questions import overdue_since
from core.errors import BadValue, ImpossibleStep
from core.members.member import Role
from core.members.room import Room
from core.requests.events import RequestEvent
from core.requests.issued_paper import IssuedPaper, Paper
from core.requests.questions import find_request
from core.requests.request import Mode, Request, State
from core.requests.rooms import room_of
from core.requests.series import next_number
from core.unit import OpenUnit

_LETTER = {Paper.RETURN_NOTICE: "催", Paper.REPLY: "复"}
ANSWERABLE = frozenset({State.ROOM_REVIEWED, State.AUTHORITY_APPROVED, State.READY, State.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePaper(Command):
    request: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperIssued(RequestEvent):
    kind: str
    number: str
    again: bool


@use_case(IssuePaper, roles={Role.ARCHIVIST}, place=room_of)
def issue_paper(command: IssuePaper, unit: OpenUnit) -> Answer:
    """The paper's number; on the same day the same one again.

    Raises ImpossibleStep for a notice about what is not overdue, and for a reply to what was not
    agreed or does not ask for one.
    """
    if command.kind not in set(Paper):
        raise BadValue(field="kind")
    kind, request = Paper(command.kind), find_request(unit.session, command.request)
    _demand_cause(unit, request, kind)
    found = _of_today(unit, request, kind)
    paper = found or _new(unit, request, kind)
    again = found is not None
    unit.record(PaperIssued(ref=request.ref, kind=kind, number=paper.number, again=again))
    return Done({"number": paper.number, "ordinal": paper.ordinal, "day": paper.day.isoformat()})


def _demand_cause(unit: OpenUnit, request: Request, kind: Paper) -> None:
    if kind is Paper.REPLY:
        possible = request.mode == Mode.CERTIFY and State(request.state) in ANSWERABLE
    else:
        possible = overdue_since(unit.session, request.id or 0, local_date(unit.now)) is not None
    if not possible:
        raise ImpossibleStep(state=request.state, step=kind)


def _of_today(unit: OpenUnit, request: Request, kind: Paper) -> IssuedPaper | None:
    statement = select(IssuedPaper).where(
        IssuedPaper.request_id == request.id,
        IssuedPaper.kind == kind,
        IssuedPaper.day == local_date(unit.now),
    )
    return unit.session.exec(statement).first()


def _new(unit: OpenUnit, request: Request, kind: Paper) -> IssuedPaper:
    assert unit.principal.member_id is not None
    day = local_date(unit.now)
    room = unit.session.get_one(Room, request.room_id)
    given = next_number(unit.session, request.room_id, kind, day.year)
    before = unit.session.exec(
        select(func.count(col(IssuedPaper.id))).where(
            IssuedPaper.request_id == request.id, IssuedPaper.kind == kind
        )
    ).one()
    paper = IssuedPaper(
        request_id=request.id or 0,
        kind=kind,
        number=f"{room.short_name}{_LETTER[kind]}〔{day.year}〕{given:04d}号",
        day=day,
        ordinal=before + 1,
        issued_by=unit.principal.member_id,
        issued_at=unit.now,
    )
    unit.session.add(paper)
    unit.session.flush()
    return paper
