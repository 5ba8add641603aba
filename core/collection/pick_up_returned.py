"""Pick up what goes back (领回退件): whoever came signed the slip, and the papers left with them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.collection.closing import close_when_ended
from core.collection.inspection_events import ReturnPickedUp
from core.collection.piece import Piece, PieceStep
from core.collection.return_slip import SlipPiece
from core.collection.slips import find_slip, room_of_slip
from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUpReturned(Command):
    """`by_whom` is the name as signed on the slip."""

    slip: str
    by_whom: str


@use_case(PickUpReturned, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_slip)
def pick_up_returned(command: PickUpReturned, unit: OpenUnit) -> Answer:
    """Raises NotFound, BadValue, ImpossibleStep where it was fetched before."""
    slip, submission = find_slip(unit, command.slip)
    name = entered("by_whom", command.by_whom, 40)
    if slip.picked_up_at is not None:
        raise ImpossibleStep(state="picked_up", step=PieceStep.PICK_UP)
    slip.picked_up_by, slip.picked_up_at = name, unit.now
    slip.handed_by = unit.principal.member_id
    pieces = unit.session.exec(
        select(Piece)
        .join(SlipPiece, col(SlipPiece.piece_id) == Piece.id)
        .where(SlipPiece.slip_id == slip.id)
        .with_for_update()
    ).all()
    for piece in pieces:
        piece.take(PieceStep.PICK_UP)
    unit.record(ReturnPickedUp(ref=submission.ref, slip=slip.number, pieces=len(pieces)))
    close_when_ended(unit, submission)
    return Done({"slip": slip.number, "pieces": len(pieces), "submission": submission.ref})
