"""Page recovery (追回缺页): by when the borrower brings missing pages back, and that they were counted."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds


class PageRecovery(SQLModel, table=True):
    """One per discrepancy. `returner` brought the pages, somebody else counted them."""

    __tablename__ = "page_recovery"
    __table_args__ = (
        holds("two_count", "counted_by IS NULL OR returner <> ''"),
        holds("counted_when", "(counted_by IS NULL) = (counted_at IS NULL)"),
    )

    custody_id: int = Field(foreign_key="discrepancy.custody_id", primary_key=True)
    due_on: date
    asked_by: int = Field(foreign_key="member.id")
    asked_at: datetime
    returner: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=200)
    counted_by: int | None = Field(default=None, foreign_key="member.id")
    counted_at: datetime | None = None


class DiscrepancyScan(SQLModel, table=True):
    """A picture of what differs (不符照片), or of the returner's signed statement."""

    __tablename__ = "discrepancy_scan"

    file_id: int = Field(foreign_key="stored_file.id", primary_key=True)
    custody_id: int = Field(foreign_key="discrepancy.custody_id", index=True)
    added_by: int = Field(foreign_key="member.id")
    added_at: datetime


class Relending(SQLModel, table=True):
    """Relending (转借): the borrower passed the volume on; recorded by a person, by a document.

    A record and no more: nothing is computed from it and no rule reads it.
    """

    __tablename__ = "relending"
    __table_args__ = (holds("on_paper", "document <> ''"),)

    id: int | None = Field(default=None, primary_key=True)
    custody_id: int = Field(foreign_key="custody.id", index=True)
    document: str = Field(max_length=60)
    note: str = Field(max_length=200)
    recorded_by: int = Field(foreign_key="member.id")
    recorded_at: datetime
