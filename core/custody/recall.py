"""Recall (提前收回): the head wants a lent volume back before its day, with a reason and a new day."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds


class Recall(SQLModel, table=True):
    __tablename__ = "recall"
    __table_args__ = (holds("brings_forward", "due_on < due_before"),)

    id: int | None = Field(default=None, primary_key=True)
    custody_id: int = Field(foreign_key="custody.id", index=True)
    due_before: date
    due_on: date
    reason: str = Field(max_length=200)
    recalled_by: int = Field(foreign_key="member.id")
    recalled_at: datetime
