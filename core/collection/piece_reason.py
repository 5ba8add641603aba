"""Piece reason (退回原因): why a piece did not pass, as the law said it on that day, with the cure."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class PieceReason(SQLModel, table=True):
    """`law` is the law's code, `other` where a person wrote the reason; counts go by it."""

    __tablename__ = "piece_reason"

    piece_id: int = Field(foreign_key="piece.id", primary_key=True)
    law: str = Field(primary_key=True, max_length=40)
    title: str = Field(max_length=200)
    remedy: str = Field(default="", max_length=200)
