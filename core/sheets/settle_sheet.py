"""Settle a sheet (带走或销毁): it is taken away checked and stamped, or destroyed with registration."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.members.member import Role
from core.requests.close_case import close_if_done
from core.requests.questions import readers_of
from core.sheets.events import SheetDestroyed, SheetTakenAway
from core.sheets.questions import find_sheet, room_of_sheet
from core.sheets.sheet import SheetStep
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSheetAway(Command):
    """`reader` is the ordinal of the reader who takes it and signs for it."""

    sheet: str
    reader: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroySheet(Command):
    """`registration` says why and under which entry of the destruction register."""

    sheet: str
    registration: str


@use_case(
    TakeSheetAway,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_sheet(unit.session, command.sheet),
)
def take_sheet_away(command: TakeSheetAway, unit: OpenUnit) -> Answer:
    sheet, request = find_sheet(unit.session, command.sheet)
    readers = {it.ordinal: it for it in readers_of(unit.session, request.id or 0)}
    if command.reader not in readers:
        raise BadValue(field="reader")
    sheet.take(SheetStep.TAKE_AWAY)
    sheet.holder = readers[command.reader].name
    sheet.ended_by, sheet.ended_at = unit.principal.member_id, unit.now
    unit.record(SheetTakenAway(ref=sheet.ref, number=sheet.number, request=request.ref))
    close_if_done(unit, request)
    return Done({"ref": request.ref, "number": sheet.number})


@use_case(
    DestroySheet,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_sheet(unit.session, command.sheet),
)
def destroy_sheet(command: DestroySheet, unit: OpenUnit) -> Answer:
    registration = command.registration.strip()
    if not registration or len(registration) > 80:
        raise BadValue(field="registration")
    sheet, request = find_sheet(unit.session, command.sheet)
    sheet.registration = registration
    sheet.take(SheetStep.DESTROY)
    sheet.ended_by, sheet.ended_at = unit.principal.member_id, unit.now
    unit.record(
        SheetDestroyed(
            ref=sheet.ref, number=sheet.number, request=request.ref, registration=registration
        )
    )
    close_if_done(unit, request)
    return Done({"ref": request.ref, "number": sheet.number})
