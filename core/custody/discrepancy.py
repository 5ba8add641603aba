"""Discrepancy (不符情况): something a person must decide; nothing is silently repaired."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds


class Discrepancy(SQLModel, table=True):
    __tablename__ = "discrepancy"
    __table_args__ = (holds("another_settles", "settled_by IS NULL OR settled_by <> found_by"),)

    custody_id: int = Field(foreign_key="custody.id", primary_key=True)
    kind: str = Field(max_length=20)
    remark: str = Field(default="", max_length=300)
    pages: str = Field(default="", max_length=80)
    # The returner wrote down what happened and signed (书面说明): the paper is kept.
    statement_signed: bool = False
    found_by: int = Field(foreign_key="member.id")
    found_at: datetime
    settled_by: int | None = Field(default=None, foreign_key="member.id")
    settled_at: datetime | None = None
    resolution: str = Field(default="", max_length=300)
