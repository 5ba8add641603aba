"""Return slip (退回单): the pieces that go back, each with reason and cure; signed on pick-up."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds
from core.ids import opaque


class ReturnSlip(SQLModel, table=True):
    __tablename__ = "return_slip"
    __table_args__ = (holds("picked_up_by_someone", "picked_up_at IS NULL OR picked_up_by <> ''"),)

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    number: str = Field(unique=True, max_length=40)
    made_by: int = Field(foreign_key="member.id")
    made_at: datetime
    # Whoever came for the papers and signed; they need no account.
    picked_up_by: str = Field(default="", max_length=40)
    picked_up_at: datetime | None = None
    handed_by: int | None = Field(default=None, foreign_key="member.id")


class SlipPiece(SQLModel, table=True):
    """One piece on a slip; a piece goes back once."""

    __tablename__ = "slip_piece"

    piece_id: int = Field(foreign_key="piece.id", primary_key=True)
    slip_id: int = Field(foreign_key="return_slip.id", index=True)
