"""Requests that a missing volume holds up (受影响的办件), and what becomes of their lines."""

from __future__ import annotations

from sqlmodel import col, select

from core.custody.close_custody import close_line
from core.custody.custody import Custody
from core.errors import ImpossibleStep
from core.lost.events import LineHeldUp
from core.lost.search import Search
from core.lost.sighting import Sighting
from core.members.member import Member
from core.requests.line import MISSING, OUT, Line, LineState, LineStep
from core.requests.request import Request, State
from core.unit import OpenUnit

# Before the head's review nobody fetches anything; there the law answers.
BEING_FETCHED = (State.ROOM_REVIEWED, State.AUTHORITY_APPROVED, State.READY)
STOPPABLE = frozenset({LineState.WAITING}) | OUT


def hold_up(unit: OpenUnit, search: Search) -> None:
    """Every line that counts on the volume stands still from now on.

    Raises ImpossibleStep for a volume that lies on the counter: it is not missing.
    """
    for line, request in _lines(unit, search):
        if line.state == LineState.RETURNED:
            raise ImpossibleStep(state=line.state, step=LineStep.SEARCH)
        if line.state in STOPPABLE:
            _take(unit, search, line, request, LineStep.SEARCH)


def give_up(unit: OpenUnit, search: Search) -> None:
    """The head has confirmed that it was not found."""
    for line, request in _lines(unit, search):
        if line.state == LineState.SEARCHING:
            _take(unit, search, line, request, LineStep.REPORT_LOST)


def let_go_on(unit: OpenUnit, search: Search, sighting: Sighting) -> None:
    """Found: who waits goes on waiting; what had left the store is counted back and closed.

    The two who compared it are the two of its return check.
    """
    for line, request in _lines(unit, search):
        if line.state not in MISSING:
            continue
        line.take(LineStep.FIND)
        custody = _open_custody(unit, line)
        if custody is None:
            _take(unit, search, line, request, LineStep.WAIT_AGAIN)
            continue
        custody.returned_at, custody.returned_to = sighting.found_at, sighting.found_by
        custody.returner = unit.session.get_one(Member, sighting.found_by).name
        custody.checked_by = sighting.compared_by
        close_line(unit, search.label, custody, line, request)


def _lines(unit: OpenUnit, search: Search) -> list[tuple[Line, Request]]:
    rows = unit.session.exec(
        select(Line, Request)
        .join(Request, col(Request.id) == Line.request_id)
        .where(Line.volume_id == search.volume_id, col(Request.state).in_(BEING_FETCHED))
        .order_by(col(Request.id))
        .with_for_update()
    ).all()
    return [(line, request) for line, request in rows]


def _open_custody(unit: OpenUnit, line: Line) -> Custody | None:
    return unit.session.exec(
        select(Custody).where(Custody.line_id == line.id, col(Custody.closed_at).is_(None))
    ).first()


def _take(unit: OpenUnit, search: Search, line: Line, request: Request, step: LineStep) -> None:
    line.take(step)
    request.touch()
    unit.session.flush()
    unit.record(
        LineHeldUp(ref=search.label, search=search.ref, request=request.ref, state=line.state)
    )
