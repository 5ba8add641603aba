"""How approvals are given in a room (签批方式), and the change of it, which takes two officers.

paper: only the signed paper counts, recorded by the archivist; confirm: a tap says "I signed form
0137"; electronic: the tap is the approval, and no original is asked for at the counter.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of


class ApprovalBy(StrEnum):
    PAPER = "paper"
    CONFIRM = "confirm"
    ELECTRONIC = "electronic"


class ApprovalChange(SQLModel, table=True):
    """Asked for by one officer with a document, in force when another has agreed."""

    __tablename__ = "approval_change"
    __table_args__ = (
        one_of("approval", ApprovalBy),
        holds("two_officers", "agreed_by IS NULL OR agreed_by <> asked_by"),
        holds("agreed_at_a_time", "(agreed_by IS NULL) = (agreed_at IS NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    approval: str = Field(max_length=10)
    document: str = Field(max_length=60)
    asked_by: int = Field(foreign_key="member.id")
    asked_at: datetime
    agreed_by: int | None = Field(default=None, foreign_key="member.id")
    agreed_at: datetime | None = None
    # Another change was asked for before anyone agreed to this one.
    dropped_at: datetime | None = None
