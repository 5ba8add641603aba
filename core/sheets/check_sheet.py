"""Check a sheet (核对盖章): compared with the original, stamped 经核对与原件一致."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.members.member import Role
from core.sheets.events import SheetChecked
from core.sheets.questions import find_sheet, room_of_sheet
from core.sheets.sheet import SheetStep
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSheet(Command):
    """`agrees`: it says what the original says; `stamped`: the stamp is on it."""

    sheet: str
    agrees: bool
    stamped: bool


@use_case(
    CheckSheet,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_sheet(unit.session, command.sheet),
)
def check_sheet(command: CheckSheet, unit: OpenUnit) -> Answer:
    """What does not agree is not stamped: it is destroyed, and written anew."""
    if not (command.agrees and command.stamped):
        raise BadValue(field="agrees" if not command.agrees else "stamped")
    sheet, request = find_sheet(unit.session, command.sheet)
    sheet.take(SheetStep.CHECK)
    sheet.checked_by, sheet.checked_at = unit.principal.member_id, unit.now
    unit.record(SheetChecked(ref=sheet.ref, number=sheet.number, request=request.ref))
    return Done({"ref": request.ref, "number": sheet.number})
