"""Make a copy (复制): by staff, only of what the approval names; it is registered and then checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, CopyNotNamed, ImpossibleStep
from core.members.member import Role
from core.requests.line import LineState
from core.requests.questions import find_request, lines_of
from core.requests.request import Mode, State
from core.requests.rooms import room_of
from core.sheets.numbered import new_sheet
from core.sheets.sheet import Sheet, SheetKind, SheetState
from core.unit import OpenUnit

MOST_PAGES = 200
_BETWEEN = re.compile(r"[、，,；;\n]+")
_HERE = frozenset({LineState.READING, LineState.PAUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeCopy(Command):
    """`material` is one of those that the approval names, `pages` how many were copied."""

    request: str
    material: str
    pages: int


@use_case(MakeCopy, roles={Role.ARCHIVIST}, place=room_of)
def make_copy(command: MakeCopy, unit: OpenUnit) -> Answer:
    """Raises CopyNotNamed for anything else."""
    if not 1 <= command.pages <= MOST_PAGES:
        raise BadValue(field="pages")
    request = find_request(unit.session, command.request)
    here = any(it.state in _HERE for it in lines_of(unit.session, request.id or 0))
    if request.state != State.READY or request.mode != Mode.COPY or not here:
        raise ImpossibleStep(state=request.state, step="make_copy")
    if command.material.strip() not in named_for_copying(request.copies_named):
        raise CopyNotNamed
    assert unit.principal.member_id is not None
    sheet = Sheet(
        number="",
        request_id=request.id or 0,
        kind=SheetKind.COPY,
        state=SheetState.FILLED,
        material=command.material.strip()[:80],
        pages=command.pages,
        issued_by=unit.principal.member_id,
        issued_at=unit.now,
        back_at=unit.now,
    )
    new_sheet(unit, request, sheet)
    return Done({"ref": request.ref, "number": sheet.number, "sheet": sheet.ref})


def named_for_copying(copies_named: str) -> list[str]:
    """The pieces that the approval names, as it names them."""
    return [part.strip() for part in _BETWEEN.split(copies_named) if part.strip()]
