"""Class count (分类件数): pieces and pages of one class (类别) in a volume, as its catalogue says."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from core.constraints import holds


class ClassCount(SQLModel, table=True):
    __tablename__ = "class_count"
    __table_args__ = (
        holds("nothing_is_negative", "pieces >= 0 AND (pages IS NULL OR pages >= 0)"),
    )

    volume_id: int = Field(foreign_key="volume.id", primary_key=True)
    # 1 … 10, 4-1 … 4-4, 9-1 … 9-4
    code: str = Field(primary_key=True, max_length=4)
    pieces: int
    pages: int | None = None
