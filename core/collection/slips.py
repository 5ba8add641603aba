"""Return slips (退回单) being made and found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlmodel import select

from core.clock import local_date
from core.collection.piece import Piece
from core.collection.return_slip import ReturnSlip, SlipPiece
from core.collection.submission import Submission
from core.command import Place
from core.errors import NotFound
from core.members.room import Room
from core.requests.series import next_number
from core.unit import OpenUnit

SERIES = "return_slip"


def make_slip(unit: OpenUnit, submission: Submission, pieces: Sequence[Piece]) -> ReturnSlip:
    """A slip with a number of the room's own series, naming these pieces."""
    assert unit.principal.member_id is not None
    room, year = unit.session.get_one(Room, submission.room_id), local_date(unit.now).year
    given = next_number(unit.session, submission.room_id, SERIES, year)
    slip = ReturnSlip(
        submission_id=submission.id or 0,
        number=f"{room.short_name}退〔{year}〕{given:04d}号",
        made_by=unit.principal.member_id,
        made_at=unit.now,
    )
    unit.session.add(slip)
    unit.session.flush()
    unit.session.add_all(SlipPiece(piece_id=it.id or 0, slip_id=slip.id or 0) for it in pieces)
    return slip


def find_slip(unit: OpenUnit, ref: str) -> tuple[ReturnSlip, Submission]:
    """The slip and its submission, both locked. Raises NotFound."""
    row = unit.session.exec(
        select(ReturnSlip, Submission)
        .where(ReturnSlip.submission_id == Submission.id, ReturnSlip.ref == ref)
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound
    return row


class OnSlip(Protocol):
    """A command about one slip, named by its reference."""

    @property
    def slip(self) -> str: ...


def room_of_slip(command: OnSlip, unit: OpenUnit) -> Place:
    """The room whose slip it is; raises NotFound."""
    return Place(room_id=find_slip(unit, command.slip)[1].room_id)
