"""Volume count (出库、归还的件数页数): pieces and pages of the opened classes, counted by two.

Before: archivist and readers, as the volume is handed over. After: archivist and returner.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel

from core.constraints import holds, one_of

MOST = 9999


class Moment(StrEnum):
    BEFORE = "before"
    AFTER = "after"


class VolumeCount(SQLModel, table=True):
    __tablename__ = "volume_count"
    __table_args__ = (
        one_of("moment", Moment),
        holds("nothing_is_negative", "pieces >= 0 AND pages >= 0"),
        holds("two_people_count", "counted_with <> ''"),
    )

    line_id: int = Field(foreign_key="line.id", primary_key=True)
    moment: str = Field(primary_key=True, max_length=6)
    pieces: int
    pages: int
    # What was opened, as the application names it; empty for the whole volume.
    classes: str = Field(default="", max_length=80)
    counted_by: int = Field(foreign_key="member.id")
    counted_with: str = Field(max_length=60)
    at: datetime


def count_of(session: Session, line_id: int, moment: Moment) -> VolumeCount | None:
    """What was counted then, if anything was."""
    return session.get(VolumeCount, (line_id, moment.value))
