"""A new sheet (新编号的一张): its number comes from the room's series of its kind."""

from __future__ import annotations

from core.clock import local_date
from core.members.room import Room
from core.requests.request import Request
from core.requests.series import next_number
from core.sheets.events import SheetIssued
from core.sheets.sheet import Sheet, SheetKind
from core.unit import OpenUnit

SERIES = {SheetKind.EXCERPT: ("excerpt_sheet", "摘录"), SheetKind.COPY: ("copy_sheet", "复制")}


def new_sheet(unit: OpenUnit, request: Request, sheet: Sheet) -> Sheet:
    """Number the sheet, keep it and record its issue."""
    name, word = SERIES[SheetKind(sheet.kind)]
    year, room = local_date(unit.now).year, unit.session.get(Room, request.room_id)
    assert room is not None
    given = next_number(unit.session, request.room_id, name, year)
    sheet.number = f"{room.short_name}{word}〔{year}〕{given:04d}号"
    unit.session.add(sheet)
    unit.session.flush()
    unit.record(
        SheetIssued(
            ref=sheet.ref,
            number=sheet.number,
            request=request.ref,
            kind=sheet.kind,
            pages=sheet.pages,
        )
    )
    return sheet
