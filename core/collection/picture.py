"""Picture (预审图片): a photo or scan that a sender adds before the paper comes; never the paper.

Pictures help to look ahead and are erased once the piece is decided (restraint.md).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds


class Picture(SQLModel, table=True):
    """`place` counts from 1 within the submission; `piece_id` once it is known to which it belongs."""

    __tablename__ = "picture"
    __table_args__ = (
        UniqueConstraint("submission_id", "place"),
        holds("place_counts_from_one", "place >= 1"),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    piece_id: int | None = Field(default=None, foreign_key="piece.id", index=True)
    file_id: int = Field(foreign_key="stored_file.id", unique=True)
    place: int
    # How alike it is to another (core/files/likeness.py); none for a PDF and once erased.
    likeness: bytes | None = None
    sent_by: int = Field(foreign_key="member.id")
    sent_at: datetime
