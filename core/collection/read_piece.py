"""Read a piece (看一件材料): the inspector sees whose it is in full, so it is logged."""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.inspection_events import PieceRead
from core.collection.pieces import find_piece, room_of_piece
from core.command import Answer, Command, Done, use_case
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPiece(Command):
    piece: str


@use_case(ReadPiece, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_piece)
def read_piece(command: ReadPiece, unit: OpenUnit) -> Answer:
    """Raises NotFound."""
    piece, submission = find_piece(unit, command.piece, None)
    unit.record(PieceRead(ref=submission.ref, piece=piece.id or 0))
    return Done({"piece": piece.ref})
