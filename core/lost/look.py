"""Look (查找记录): where two people looked, day by day, and what they saw."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds


class Look(SQLModel, table=True):
    """`with_whom` names the second person, who need not have an account (F15)."""

    __tablename__ = "search_look"
    __table_args__ = (holds("two_look", "with_whom <> ''"),)

    id: int | None = Field(default=None, primary_key=True)
    search_id: int = Field(foreign_key="search.id", index=True)
    looked_by: int = Field(foreign_key="member.id")
    with_whom: str = Field(max_length=40)
    place: str = Field(max_length=100)
    result: str = Field(max_length=200)
    at: datetime
