"""Campaign unit (参加单位): who takes part in which batch, by whom it is worked, by whom guided.

A unit of the rooms is counted from its gaps; a county or an enterprise without Danggui reports by a
workbook. 三个机制: persons are filed (人员备案), progress is followed, somebody guides (专人联系指导).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque

_OUR_UNIT = text("unit_id IS NOT NULL")
_CURRENT = text("replaced_at IS NULL")


class CampaignUnit(SQLModel, table=True):
    """`unit_id` is one of the rooms' units, or None: then `name` says who reports from outside."""

    __tablename__ = "campaign_unit"
    __table_args__ = (
        holds("named_once", "(unit_id IS NULL) <> (name = '')"),
        Index(
            "uq_campaign_unit_once",
            "campaign_id",
            "unit_id",
            unique=True,
            sqlite_where=_OUR_UNIT,
            postgresql_where=_OUR_UNIT,
        ),
        Index(
            "uq_campaign_unit_outside_once",
            "campaign_id",
            "name",
            unique=True,
            sqlite_where=text("unit_id IS NULL"),
            postgresql_where=text("unit_id IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    # It stands in the workbook that goes out, and says whose workbook comes back.
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    batch_id: int = Field(foreign_key="campaign_batch.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    name: str = Field(default="", max_length=80)
    added_by: int = Field(foreign_key="member.id")
    added_at: datetime


class Part(StrEnum):
    """What a person does in a campaign."""

    WORKS = "works"  # 单位经办人
    GUIDES = "guides"  # 联系指导人


class CampaignPerson(SQLModel, table=True):
    """One line of the ledger of persons (人员台账), by the filing form's number."""

    __tablename__ = "campaign_person"
    __table_args__ = (
        one_of("part", Part),
        holds("filed_on_paper", "document <> ''"),
        holds("ended_by_someone", "(ended_at IS NULL) = (ended_by IS NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_unit_id: int = Field(foreign_key="campaign_unit.id", index=True)
    part: str = Field(max_length=6)
    name: str = Field(max_length=40)
    post: str = Field(max_length=40)
    telephone: str = Field(default="", max_length=30)
    document: str = Field(max_length=60)
    reported: bool = False  # 由回表带来
    filed_by: int = Field(foreign_key="member.id")
    filed_at: datetime
    ended_by: int | None = Field(default=None, foreign_key="member.id")
    ended_at: datetime | None = None


class ReportedFigures(SQLModel, table=True):
    """What a county or an enterprise reported (上报数), one row a line of its workbook.

    `owed` counts all pieces that were missing when it began, `closed` and `explained` those of them
    that are settled, `overdue` those of the rest whose day is past.
    """

    __tablename__ = "campaign_reported"
    __table_args__ = (
        holds("counts_are_counts", "dossiers >= 0 AND closed >= 0 AND explained >= 0"),
        holds("no_more_than_owed", "closed + explained + overdue <= owed AND overdue >= 0"),
        Index(
            "uq_campaign_reported_current",
            "campaign_unit_id",
            "line",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_unit_id: int = Field(foreign_key="campaign_unit.id", index=True)
    line: str = Field(max_length=80)
    dossiers: int
    owed: int
    closed: int
    explained: int
    overdue: int
    as_of: date
    reported_by: int = Field(foreign_key="member.id")
    reported_at: datetime
    replaced_at: datetime | None = None
