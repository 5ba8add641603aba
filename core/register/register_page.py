"""Register page (登记簿页): a numbered page of the bound book, of one day; nothing on it moves again.

A movement stands in the book once. What becomes known after a day was written up gets a
supplementary page (补页) of that day, never a place between lines that were signed.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of

# As many signatures as fit on A4 landscape.
LINES_ON_A_PAGE = 8


class Movement(StrEnum):
    OUT = "out"  # 取档
    BACK = "back"  # 归还


class RegisterPage(SQLModel, table=True):
    __tablename__ = "register_page"
    __table_args__ = (
        UniqueConstraint("room_id", "year", "number"),
        holds("number_counts_from_one", "number >= 1"),
    )

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    year: int
    number: int
    day: dt.date = Field(index=True)
    supplements: bool = False
    written_at: dt.datetime
    written_by: int = Field(foreign_key="member.id")


class RegisterLine(SQLModel, table=True):
    __tablename__ = "register_line"
    __table_args__ = (
        one_of("movement", Movement),
        # A movement stands in the book once.
        UniqueConstraint("custody_id", "movement"),
    )

    page_id: int = Field(foreign_key="register_page.id", primary_key=True)
    position: int = Field(primary_key=True)
    custody_id: int = Field(foreign_key="custody.id")
    movement: str = Field(max_length=4)
