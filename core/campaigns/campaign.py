"""Campaign (专项工作): one paper sets it going; it covers classes of material and runs in batches.

三全: 查漏补全, 配合建全, 常态收全. A batch (第×批) has its first and its last day.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque


class CampaignState(StrEnum):
    RUNNING = "running"  # 进行中
    CLOSED = "closed"  # 已结束


class CampaignStep(StrEnum):
    WORK = "work"  # batches, units, persons, problems, figures
    CLOSE = "close"
    REOPEN = "reopen"


CAMPAIGN_TRANSITIONS: dict[tuple[CampaignState, CampaignStep], CampaignState] = {
    (CampaignState.RUNNING, CampaignStep.WORK): CampaignState.RUNNING,
    (CampaignState.RUNNING, CampaignStep.CLOSE): CampaignState.CLOSED,
    (CampaignState.CLOSED, CampaignStep.REOPEN): CampaignState.RUNNING,
}


class Campaign(SQLModel, table=True):
    """`covers` lists codes of classes and kinds (3、9-2、4-1-5) it is about; empty: all of them."""

    __tablename__ = "campaign"
    __table_args__ = (
        one_of("state", CampaignState),
        UniqueConstraint("room_id", "title"),
        holds("begun_on_paper", "document <> ''"),
        holds("closed_by_someone", "(state = 'closed') = (closed_by IS NOT NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    room_id: int = Field(foreign_key="room.id", index=True)
    title: str = Field(max_length=60)
    document: str = Field(max_length=60)
    covers: str = Field(default="", max_length=400)
    state: str = Field(default=CampaignState.RUNNING, max_length=8)
    begun_by: int = Field(foreign_key="member.id")
    begun_at: datetime
    closed_by: int | None = Field(default=None, foreign_key="member.id")
    closed_at: datetime | None = None
    version: int = 1

    def take(self, step: CampaignStep) -> None:
        """Move by a step of CAMPAIGN_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = CAMPAIGN_TRANSITIONS.get((CampaignState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1

    @property
    def codes(self) -> tuple[str, ...]:
        """The classes and kinds it covers; empty: all."""
        return codes_in(self.covers)


def codes_in(covers: str) -> tuple[str, ...]:
    """The codes of a coverage as it is kept."""
    return tuple(code for code in covers.split("、") if code)


class Batch(SQLModel, table=True):
    """One batch: `nth` counts from 1."""

    __tablename__ = "campaign_batch"
    __table_args__ = (
        UniqueConstraint("campaign_id", "nth"),
        holds("nth_counts_from_one", "nth >= 1"),
        holds("runs_forward", "due_on >= starts_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    nth: int
    starts_on: date
    due_on: date
