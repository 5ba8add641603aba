"""Frozen slot (库位暂停出库): while a loss is new, its shelf does not move until it was counted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds


class FrozenSlot(SQLModel, table=True):
    __tablename__ = "frozen_slot"
    __table_args__ = (
        Index(
            "ix_frozen_slot_open",
            "slot_id",
            sqlite_where=text("checked_at IS NULL"),
            postgresql_where=text("checked_at IS NULL"),
        ),
        holds("two_check", "checked_at IS NULL OR (checked_by IS NOT NULL AND with_whom <> '')"),
    )

    search_id: int = Field(foreign_key="search.id", primary_key=True)
    slot_id: int = Field(foreign_key="slot.id", primary_key=True)
    since: datetime
    checked_by: int | None = Field(default=None, foreign_key="member.id")
    with_whom: str = Field(default="", max_length=40)
    checked_at: datetime | None = None
    note: str = Field(default="", max_length=200)
