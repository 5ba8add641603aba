"""A second look at the paper (核见原件): who else has seen the signature that is to be recorded."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class PaperSeen(SQLModel, table=True):
    """One row per signature and person; `extension` as in an approval."""

    __tablename__ = "paper_seen"

    request_id: int = Field(foreign_key="request.id", primary_key=True)
    round: int = Field(primary_key=True)
    extension: int = Field(primary_key=True)
    step: str = Field(max_length=20, primary_key=True)
    member_id: int = Field(foreign_key="member.id", primary_key=True)
    seen_at: datetime
