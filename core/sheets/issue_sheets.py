"""Issue sheets (发摘录单): readers write only on the room's numbered sheets."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep
from core.members.member import Role
from core.requests.line import LineState
from core.requests.questions import find_request, lines_of, readers_of
from core.requests.request import State
from core.requests.rooms import room_of
from core.sheets.numbered import new_sheet
from core.sheets.sheet import Sheet, SheetKind
from core.unit import OpenUnit

MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSheets(Command):
    """`reader` is the ordinal of the reader who gets `count` blank sheets."""

    request: str
    reader: int
    count: int


@use_case(IssueSheets, roles={Role.ARCHIVIST}, place=room_of)
def issue_sheets(command: IssueSheets, unit: OpenUnit) -> Answer:
    """Only while a volume is being read."""
    if not 1 <= command.count <= MOST:
        raise BadValue(field="count")
    request = find_request(unit.session, command.request)
    lines = lines_of(unit.session, request.id or 0)
    if request.state != State.READY or not any(it.state == LineState.READING for it in lines):
        raise ImpossibleStep(state=request.state, step="issue_sheets")
    readers = {it.ordinal: it for it in readers_of(unit.session, request.id or 0)}
    if command.reader not in readers:
        raise BadValue(field="reader")
    assert unit.principal.member_id is not None
    issued = [
        new_sheet(
            unit,
            request,
            Sheet(
                number="",
                request_id=request.id or 0,
                kind=SheetKind.EXCERPT,
                holder=readers[command.reader].name,
                issued_by=unit.principal.member_id,
                issued_at=unit.now,
            ),
        )
        for _ in range(command.count)
    ]
    numbers = [sheet.number for sheet in issued]
    return Done({"ref": request.ref, "numbers": numbers, "sheets": [it.ref for it in issued]})
