"""Problem (问题台账): opened, followed and settled by people; what the machine counts is progress.

一般问题立行立改, 复杂问题列清单督办, 共性问题专题研究.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque


class ProblemKind(StrEnum):
    PLAIN = "plain"  # 一般问题
    LONG = "long"  # 耗时复杂
    COMMON = "common"  # 共性问题


class ProblemState(StrEnum):
    OPEN = "open"  # 待处理
    FOLLOWED = "followed"  # 跟踪督办中
    SETTLED = "settled"  # 已解决


class ProblemStep(StrEnum):
    FOLLOW = "follow"
    SETTLE = "settle"
    REOPEN = "reopen"


PROBLEM_TRANSITIONS: dict[tuple[ProblemState, ProblemStep], ProblemState] = {
    (ProblemState.OPEN, ProblemStep.FOLLOW): ProblemState.FOLLOWED,
    (ProblemState.FOLLOWED, ProblemStep.FOLLOW): ProblemState.FOLLOWED,
    (ProblemState.OPEN, ProblemStep.SETTLE): ProblemState.SETTLED,
    (ProblemState.FOLLOWED, ProblemStep.SETTLE): ProblemState.SETTLED,
    (ProblemState.SETTLED, ProblemStep.REOPEN): ProblemState.FOLLOWED,
}


class CampaignProblem(SQLModel, table=True):
    """`campaign_unit_id` is None for what concerns everybody."""

    __tablename__ = "campaign_problem"
    __table_args__ = (
        one_of("kind", ProblemKind),
        one_of("state", ProblemState),
        holds("settled_by_someone", "(state = 'settled') = (settled_by IS NOT NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    campaign_unit_id: int | None = Field(default=None, foreign_key="campaign_unit.id", index=True)
    kind: str = Field(max_length=6)
    words: str = Field(max_length=300)
    due_on: date | None = None
    state: str = Field(default=ProblemState.OPEN, max_length=8)
    reported: bool = False  # 由回表带来
    opened_by: int = Field(foreign_key="member.id")
    opened_at: datetime
    settled_by: int | None = Field(default=None, foreign_key="member.id")
    settled_at: datetime | None = None
    version: int = 1

    def take(self, step: ProblemStep) -> None:
        """Move by a step of PROBLEM_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = PROBLEM_TRANSITIONS.get((ProblemState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1


class ProblemNote(SQLModel, table=True):
    """What was done about it, and when."""

    __tablename__ = "campaign_problem_note"
    __table_args__ = (one_of("step", ProblemStep),)

    id: int | None = Field(default=None, primary_key=True)
    problem_id: int = Field(foreign_key="campaign_problem.id", index=True)
    step: str = Field(max_length=6)
    words: str = Field(max_length=300)
    by: int = Field(foreign_key="member.id")
    at: datetime
