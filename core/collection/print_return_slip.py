"""Print the return slip (打印退回单): it tells what was amiss with whose papers, so it is logged."""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.inspection_events import ReturnSlipPrinted
from core.collection.slips import find_slip, room_of_slip
from core.command import Answer, Command, Done, use_case
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintReturnSlip(Command):
    slip: str


@use_case(PrintReturnSlip, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_slip)
def print_return_slip(command: PrintReturnSlip, unit: OpenUnit) -> Answer:
    """Raises NotFound."""
    slip, submission = find_slip(unit, command.slip)
    unit.record(ReturnSlipPrinted(ref=submission.ref, slip=slip.number))
    return Done({"slip": slip.number})
