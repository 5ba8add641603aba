"""Pending update (待同步信息): a confirmed change that the cadre information system has to take over.

Exported in numbered lists; what nobody has acknowledged stays 待同步. 更新 x 次 counts acknowledged
lists, xx 条 the lines of them that were taken.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque
from core.keyfacts.shown_fact import KeyFact


class UpdateState(StrEnum):
    PENDING = "pending"  # 待同步
    TAKEN = "taken"  # 已同步


class UpdateList(SQLModel, table=True):
    """One list that went out (更新清单), numbered from 1 in its room and year."""

    __tablename__ = "update_list"
    __table_args__ = (
        UniqueConstraint("room_id", "year", "nth"),
        holds("acknowledged_by_someone", "(acknowledged_at IS NULL) = (acknowledged_by IS NULL)"),
        holds("acknowledged_on_paper", "acknowledged_at IS NULL OR receipt <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    room_id: int = Field(foreign_key="room.id", index=True)
    year: int
    nth: int
    lines: int
    exported_by: int = Field(foreign_key="member.id")
    exported_at: datetime
    # Number of the system's receipt, or who confirmed it how.
    receipt: str = Field(default="", max_length=60)
    acknowledged_by: int | None = Field(default=None, foreign_key="member.id")
    acknowledged_at: datetime | None = None


class SystemUpdate(SQLModel, table=True):
    """One line: what the system shows now and what it must show, on whose paper.

    That is an organ's `document`, or the paper that showed it (`shown_id`).
    """

    __tablename__ = "system_update"
    __table_args__ = (
        one_of("fact", KeyFact),
        one_of("state", UpdateState),
        holds("taken_with_a_list", "state <> 'taken' OR list_id IS NOT NULL"),
        holds("stands_on_paper", "document <> '' OR shown_id IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    difference_id: int | None = Field(default=None, foreign_key="difference.id", unique=True)
    shown_id: int | None = Field(default=None, foreign_key="shown_fact.id", index=True)
    fact: str = Field(max_length=12)
    detail: str = Field(default="", max_length=10)
    before: str = Field(default="", max_length=80)
    after: str = Field(max_length=80)
    document: str = Field(max_length=60)
    state: str = Field(default=UpdateState.PENDING, max_length=7)
    list_id: int | None = Field(default=None, foreign_key="update_list.id", index=True)
    confirmed_at: datetime
