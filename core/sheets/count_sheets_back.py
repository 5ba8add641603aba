"""Count sheets back (收回摘录单): every number that was issued, filled or blank, none left out."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, SheetsUncounted
from core.members.member import Role
from core.requests.questions import find_request
from core.requests.rooms import room_of
from core.sheets.events import SheetCountedBack, SheetDestroyed
from core.sheets.questions import sheets_of
from core.sheets.sheet import Sheet, SheetState, SheetStep
from core.unit import OpenUnit

BLANK = "空白收回，当场作废"
MOST_PAGES = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetBack:
    """`pages` written on, 0 for a sheet that came back blank."""

    sheet: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheetsBack(Command):
    """All sheets of the request that are with its readers."""

    request: str
    sheets: tuple[SheetBack, ...]


@use_case(CountSheetsBack, roles={Role.ARCHIVIST}, place=room_of)
def count_sheets_back(command: CountSheetsBack, unit: OpenUnit) -> Answer:
    """Raises SheetsUncounted unless what came back is exactly what was issued."""
    request = find_request(unit.session, command.request)
    issued = {
        sheet.ref: sheet
        for sheet in sheets_of(unit.session, request.id or 0)
        if sheet.state == SheetState.ISSUED
    }
    back = {it.sheet: it.pages for it in command.sheets}
    if not issued or set(back) != set(issued) or len(back) != len(command.sheets):
        raise SheetsUncounted
    if any(not 0 <= pages <= MOST_PAGES for pages in back.values()):
        raise BadValue(field="sheets")
    for ref, sheet in issued.items():
        _take_back(unit, request.ref, sheet, back[ref])
    filled = sum(pages > 0 for pages in back.values())
    return Done({"ref": request.ref, "filled": filled, "blank": len(back) - filled})


def _take_back(unit: OpenUnit, request: str, sheet: Sheet, pages: int) -> None:
    named = {"ref": sheet.ref, "number": sheet.number, "request": request}
    sheet.back_at, sheet.pages = unit.now, pages
    if pages:
        sheet.take(SheetStep.COUNT_BACK)
        unit.record(SheetCountedBack(pages=pages, **named))
        return
    sheet.registration, sheet.ended_at = BLANK, unit.now
    sheet.ended_by = unit.principal.member_id
    sheet.take(SheetStep.DESTROY)
    unit.record(SheetDestroyed(registration=BLANK, **named))
