"""Doubt (存疑封存): a piece kept under a numbered seal until an organ's decision settles it.

What is doubtful does not go back to whoever handed it in; no suspicion is computed or counted here.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of


class DoubtOutcome(StrEnum):
    PASSED = "passed"  # 查清无误，按合格归档
    RETURNED = "returned"  # 查清后退回补办
    KEPT = "kept"  # 按决定另行保管


class Doubt(SQLModel, table=True):
    __tablename__ = "doubt"
    __table_args__ = (
        one_of("outcome", DoubtOutcome),
        holds(
            "settled_by_a_decision",
            "settled_at IS NULL OR (outcome IS NOT NULL AND document <> '')",
        ),
        holds("another_settles", "settled_by IS NULL OR settled_by <> sealed_by"),
    )

    piece_id: int = Field(foreign_key="piece.id", primary_key=True)
    seal: str = Field(unique=True, max_length=40)
    note: str = Field(max_length=200)
    sealed_by: int = Field(foreign_key="member.id")
    sealed_at: datetime
    outcome: str | None = Field(default=None, max_length=10)
    document: str = Field(default="", max_length=60)
    settled_by: int | None = Field(default=None, foreign_key="member.id")
    settled_at: datetime | None = None
