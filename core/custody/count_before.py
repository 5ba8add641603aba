"""Count before (出库清点): archivist and reader count the opened classes, then the volume goes out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.custody.events import VolumeCounted
from core.custody.volume_count import MOST, Moment, VolumeCount, count_of
from core.errors import BadValue, ImpossibleStep, NotFound
from core.holdings.dossier import Volume
from core.members.member import Role
from core.requests.line import Line, LineState
from core.requests.questions import find_request, readers_of
from core.requests.request import Request, State
from core.requests.rooms import room_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CountBefore(Command):
    """`reader` is the ordinal of the reader who counted along."""

    request: str
    label: str
    reader: int
    pieces: int
    pages: int


@use_case(CountBefore, roles={Role.ARCHIVIST}, place=room_of)
def count_before(command: CountBefore, unit: OpenUnit) -> Answer:
    """The last count before the hand-over counts; the law asks that it be of this hour."""
    demand_count(command.pieces, command.pages)
    request = find_request(unit.session, command.request)
    line = _waiting_line(unit, request, command.label)
    readers = {it.ordinal: it for it in readers_of(unit.session, request.id or 0)}
    if command.reader not in readers:
        raise BadValue(field="reader")
    assert unit.principal.member_id is not None
    counted = count_of(unit.session, line.id or 0, Moment.BEFORE) or VolumeCount(
        line_id=line.id or 0,
        moment=Moment.BEFORE,
        pieces=0,
        pages=0,
        counted_by=unit.principal.member_id,
        counted_with=readers[command.reader].name,
        at=unit.now,
    )
    counted.pieces, counted.pages = command.pieces, command.pages
    counted.classes, counted.at = request.classes, unit.now
    counted.counted_by = unit.principal.member_id
    counted.counted_with = readers[command.reader].name
    unit.session.add(counted)
    unit.record(
        VolumeCounted(
            ref=command.label,
            request=request.ref,
            moment=Moment.BEFORE,
            pieces=command.pieces,
            pages=command.pages,
        )
    )
    return Done({"ref": request.ref})


def demand_count(pieces: int | None, pages: int | None) -> None:
    """Raise BadValue for what nobody can have counted."""
    for field, value in (("pieces", pieces), ("pages", pages)):
        if value is None or not 0 <= value <= MOST:
            raise BadValue(field=field)


def _waiting_line(unit: OpenUnit, request: Request, label: str) -> Line:
    line = unit.session.exec(
        select(Line)
        .join(Volume, col(Volume.id) == Line.volume_id)
        .where(Line.request_id == request.id, Volume.label == label)
    ).first()
    if line is None:
        raise NotFound
    if request.state != State.READY or line.state != LineState.WAITING:
        raise ImpossibleStep(state=line.state, step="count_before")
    return line
