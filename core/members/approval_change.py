"""How approvals are given in a room (签批方式), and the change of it, which takes two officers.

paper: only the signed paper counts, recorded by the archivist; confirm: a tap says "I signed form
0137"; electronic: the tap is the approval, and no original is asked for at the counter.
"""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Field

from core.constraints import one_of
from core.members.decision_of_two import DecisionOfTwo, two_officers


class ApprovalBy(StrEnum):
    PAPER = "paper"
    CONFIRM = "confirm"
    ELECTRONIC = "electronic"


class ApprovalChange(DecisionOfTwo, table=True):
    """Asked for by one officer with a document, in force when another has agreed."""

    __tablename__ = "approval_change"
    __table_args__ = (
        one_of("approval", ApprovalBy),
        *two_officers(),
    )

    room_id: int = Field(foreign_key="room.id", index=True)
    approval: str = Field(max_length=10)
