"""Deputy (委托审批): someone acts for an approver for a term, by a paper with a number."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds


class Deputy(SQLModel, table=True):
    __tablename__ = "deputy"
    __table_args__ = (
        holds("someone_else", "deputy_id <> member_id"),
        holds("term_runs_forward", "valid_to > valid_from"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    deputy_id: int = Field(foreign_key="member.id", index=True)
    document: str = Field(max_length=60)
    valid_from: datetime
    valid_to: datetime
    ended_at: datetime | None = None
