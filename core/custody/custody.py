"""Custody (在谁手里): why a volume is not on its shelf. One volume, at most one open custody."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of

ONE_OPEN = "uq_custody_one_open_per_volume"


class Kind(StrEnum):
    CONSULT = "consult"
    LEND = "lend"
    CERTIFY = "certify"
    TRANSFER = "transfer"
    SEND_UP = "send_up"
    MOVE = "move"
    REWORK = "rework"


class Custody(SQLModel, table=True):
    __tablename__ = "custody"
    __table_args__ = (
        one_of("kind", Kind),
        Index(
            ONE_OPEN,
            "volume_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_custody_due_open",
            "due_on",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        holds("returned_before_closed", "closed_at IS NULL OR returned_at IS NOT NULL"),
        holds("two_people_count", "checked_by IS NULL OR returner <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    volume_id: int = Field(foreign_key="volume.id", index=True)
    kind: str = Field(max_length=10)
    line_id: int | None = Field(default=None, foreign_key="line.id", index=True)
    opened_at: datetime
    opened_by: int = Field(foreign_key="member.id")
    due_on: date | None = None
    paused_at: datetime | None = None
    returned_at: datetime | None = None
    returned_to: int | None = Field(default=None, foreign_key="member.id")
    returner: str = Field(default="", max_length=60)
    checked_by: int | None = Field(default=None, foreign_key="member.id")
    closed_at: datetime | None = None
    remark: str = Field(default="", max_length=200)
    extensions: int = 0
    # 补录: when a hand-over or a return that happened on paper was recorded; None where it was seen.
    opened_late_at: datetime | None = None
    returned_late_at: datetime | None = None
    # A loan leaves in a sealed bag; one from before the system has none.
    package_id: int | None = Field(default=None, foreign_key="sealed_package.id")
    version: int = 1


class Evidence(SQLModel, table=True):
    """Physical evidence (实物凭据): this volume was on that desk at that moment."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_volume_seen", "volume_id", "seen_at"),)

    id: int | None = Field(default=None, primary_key=True)
    volume_id: int = Field(foreign_key="volume.id")
    room_id: int = Field(foreign_key="room.id")
    source: str = Field(max_length=10)  # label | tag
    device: str = Field(default="", max_length=40)
    seen_at: datetime
    recorded_at: datetime
    recorded_by: int | None = Field(default=None, foreign_key="member.id")
