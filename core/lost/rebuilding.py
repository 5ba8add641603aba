"""Rebuilding (补建): approved by the superior, from sources asked by letter, marked with its basis."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of


class SourceKind(StrEnum):
    SCHOOL = "school"  # 学校
    UNIT = "unit"  # 单位
    DUPLICATE = "duplicate"  # 副本
    DIGITAL = "digital"  # 数字化副本
    OTHER = "other"  # 其他


class SourceOutcome(StrEnum):
    WAITING = "waiting"  # 等回复
    RECEIVED = "received"  # 已收到
    PARTLY = "partly"  # 收到部分
    NOTHING = "nothing"  # 没有


class Rebuilding(SQLModel, table=True):
    """The superior's approval, by its document number."""

    __tablename__ = "rebuilding"
    __table_args__ = (holds("approved_on_paper", "document <> '' AND organ <> ''"),)

    search_id: int = Field(foreign_key="search.id", primary_key=True)
    organ: str = Field(max_length=60)
    document: str = Field(max_length=60)
    recorded_by: int = Field(foreign_key="member.id")
    recorded_at: datetime


class RebuildSource(SQLModel, table=True):
    """One place that was asked, with its letter, its term and what came of it."""

    __tablename__ = "rebuild_source"
    __table_args__ = (
        one_of("kind", SourceKind),
        one_of("outcome", SourceOutcome),
        holds("settled_by_someone", "(outcome = 'waiting') = (settled_by IS NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    search_id: int = Field(foreign_key="search.id", index=True)
    kind: str = Field(max_length=10)
    name: str = Field(max_length=60)
    letter: str = Field(max_length=60)
    due_on: date
    asked_by: int = Field(foreign_key="member.id")
    asked_at: datetime
    outcome: str = Field(default=SourceOutcome.WAITING, max_length=10)
    remark: str = Field(default="", max_length=200)
    settled_by: int | None = Field(default=None, foreign_key="member.id")
    settled_at: datetime | None = None


class RebuiltVolume(SQLModel, table=True):
    """Marks a volume 补建: what it stands for, on whose word. One volume is rebuilt once."""

    __tablename__ = "rebuilt_volume"
    __table_args__ = (
        holds("another_volume", "volume_id <> replaces"),
        holds("has_a_basis", "basis <> ''"),
        holds("two_shelve", "with_whom <> ''"),
    )

    volume_id: int = Field(foreign_key="volume.id", primary_key=True)
    replaces: int = Field(foreign_key="volume.id", unique=True)
    search_id: int = Field(foreign_key="search.id", unique=True)
    basis: str = Field(max_length=60)
    shelved_by: int = Field(foreign_key="member.id")
    with_whom: str = Field(max_length=40)
    shelved_at: datetime
    set_aside_at: datetime | None = None
