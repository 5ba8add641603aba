"""Arrangement job (整理任务): one kind of work over many volumes, begun, counted volume by volume, ended."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque


class JobKind(StrEnum):
    REMADE = "remade"  # 拆装重订
    BOX_REPLACED = "box_replaced"  # 更换卷盒
    A4 = "a4"  # 改为A4


class ArrangementJob(SQLModel, table=True):
    """`planned` is how many volumes it is meant for; 0 where nobody said."""

    __tablename__ = "arrangement_job"
    __table_args__ = (
        one_of("kind", JobKind),
        holds("planned_is_a_count", "planned >= 0"),
        holds("ended_by_someone", "(ended_at IS NULL) = (ended_by IS NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    room_id: int = Field(foreign_key="room.id", index=True)
    kind: str = Field(max_length=12)
    title: str = Field(max_length=60)
    planned: int = 0
    begun_by: int = Field(foreign_key="member.id")
    begun_at: datetime
    ended_by: int | None = Field(default=None, foreign_key="member.id")
    ended_at: datetime | None = None


class ArrangedVolume(SQLModel, table=True):
    """One volume of a job that is done; `sheets` counts those that were converted or mended."""

    __tablename__ = "arranged_volume"
    __table_args__ = (holds("sheets_is_a_count", "sheets >= 0"),)

    job_id: int = Field(foreign_key="arrangement_job.id", primary_key=True)
    volume_id: int = Field(foreign_key="volume.id", primary_key=True)
    sheets: int = 0
    done_by: int = Field(foreign_key="member.id")
    done_at: datetime
