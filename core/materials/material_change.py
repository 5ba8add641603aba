"""Material change (材料变动登记): what was taken out, replaced, put back or destroyed, by two people.

Kept apart from the catalogue: a page of its own, with reason and document (《条例》第三十九条第六至八项).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque

ONE_ASKED = "uq_material_change_one_asked"


class ChangeKind(StrEnum):
    TAKEN_OUT = "taken_out"  # 取出
    REPLACED = "replaced"  # 抽换
    PUT_BACK = "put_back"  # 放回
    DESTROYED = "destroyed"  # 销毁


class ChangeState(StrEnum):
    ASKED = "asked"  # 已登记，待另一人核对
    DONE = "done"  # 已办
    DROPPED = "dropped"  # 不办


class MaterialChange(SQLModel, table=True):
    """`document` is the approval's number; `kept_at` where the paper lies from then on.

    `replacement` is the passed piece that takes the place, for a replacement only.
    """

    __tablename__ = "material_change"
    __table_args__ = (
        one_of("kind", ChangeKind),
        one_of("state", ChangeState),
        holds("by_approval", "document <> '' AND reason <> ''"),
        holds("two_people", "confirmed_by IS NULL OR confirmed_by <> asked_by"),
        holds("done_by_two", "state <> 'done' OR confirmed_by IS NOT NULL"),
        holds("replaced_by_a_piece", "(kind = 'replaced') = (replacement IS NOT NULL)"),
        Index(
            ONE_ASKED,
            "material_id",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    number: str = Field(unique=True, max_length=40)
    room_id: int = Field(foreign_key="room.id", index=True)
    material_id: int = Field(foreign_key="material.id", index=True)
    kind: str = Field(max_length=10)
    state: str = Field(default=ChangeState.ASKED, max_length=8)
    reason: str = Field(max_length=200)
    document: str = Field(max_length=60)
    kept_at: str = Field(default="", max_length=60)
    replacement: int | None = Field(default=None, foreign_key="piece.id")
    asked_by: int = Field(foreign_key="member.id")
    asked_at: datetime
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    ended_at: datetime | None = None
