"""Unit (单位): where cadres work and contacts sit; it belongs under one archive room."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

# Nature (性质) of a section inside the organisation department: 内设科室, 考察组.
SECTION = "section"


class Unit(SQLModel, table=True):
    __tablename__ = "unit"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=80)
    room_id: int = Field(foreign_key="room.id", index=True)
    nature: str = Field(default="", max_length=20)
