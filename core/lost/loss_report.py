"""Loss report (遗失报告): the paper to the superior organisation department, numbered, at once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds


class LossReport(SQLModel, table=True):
    __tablename__ = "loss_report"
    __table_args__ = (holds("says_to_whom", "addressee <> ''"),)

    search_id: int = Field(foreign_key="search.id", primary_key=True)
    number: str = Field(unique=True, max_length=40)
    addressee: str = Field(max_length=60)
    made_at: datetime
    printed_at: datetime | None = None
