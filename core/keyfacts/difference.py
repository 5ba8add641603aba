"""Difference (不一致): papers that do not agree about one key fact; an item to look at, never a verdict.

The machine opens it and does nothing more. 存疑待查 is a person's step; 组织认定 and 涉嫌造假 take an
organ's paper and two people (《干部人事档案造假问题处理办法（试行）》; a difference is no fraud).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque
from core.keyfacts.shown_fact import KeyFact

_NOT_ENDED = text("state IN ('differing', 'doubtful', 'suspected')")


class DifferenceState(StrEnum):
    DIFFERING = "differing"  # 不一致
    DOUBTFUL = "doubtful"  # 存疑待查
    SETTLED = "settled"  # 组织认定
    SUSPECTED = "suspected"  # 涉嫌造假
    CORRECTED = "corrected"  # 录入更正，已一致


class DifferenceStep(StrEnum):
    DOUBT = "doubt"
    CORRECT = "correct"
    SETTLE = "settle"
    SUSPECT = "suspect"


DIFFERENCE_TRANSITIONS: dict[tuple[DifferenceState, DifferenceStep], DifferenceState] = {
    (DifferenceState.DIFFERING, DifferenceStep.DOUBT): DifferenceState.DOUBTFUL,
    (DifferenceState.DIFFERING, DifferenceStep.CORRECT): DifferenceState.CORRECTED,
    (DifferenceState.DOUBTFUL, DifferenceStep.CORRECT): DifferenceState.CORRECTED,
    (DifferenceState.DOUBTFUL, DifferenceStep.SETTLE): DifferenceState.SETTLED,
    (DifferenceState.DOUBTFUL, DifferenceStep.SUSPECT): DifferenceState.SUSPECTED,
    (DifferenceState.SUSPECTED, DifferenceStep.SETTLE): DifferenceState.SETTLED,
}


class Cause(StrEnum):
    """Where a wrong date of birth came from (出生时间不一致的来源): a person's finding, never computed."""

    CALENDAR = "calendar"  # 阴阳历差
    NOMINAL_AGE = "nominal_age"  # 虚实岁差
    SLIP = "slip"  # 笔误
    MISSTATED = "misstated"  # 虚填
    TAMPERED = "tampered"  # 涂改造假


class Difference(SQLModel, table=True):
    """One open item a dossier, fact and detail. The last five columns are the decision in force."""

    __tablename__ = "difference"
    __table_args__ = (
        one_of("fact", KeyFact),
        one_of("state", DifferenceState),
        holds(
            "decided_by_two_on_paper",
            "state NOT IN ('settled', 'suspected') OR (decided_by IS NOT NULL AND confirmed_by"
            " IS NOT NULL AND decided_by <> confirmed_by AND organ <> '' AND document <> ''"
            " AND dated IS NOT NULL)",
        ),
        Index(
            "uq_difference_one_open",
            "dossier_id",
            "fact",
            "detail",
            unique=True,
            sqlite_where=_NOT_ENDED,
            postgresql_where=_NOT_ENDED,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    fact: str = Field(max_length=12)
    detail: str = Field(default="", max_length=10)
    # What the roster said when the item was opened.
    roster_value: str = Field(default="", max_length=80)
    state: str = Field(default=DifferenceState.DIFFERING, max_length=9)
    opened_at: datetime
    doubted_by: int | None = Field(default=None, foreign_key="member.id")
    doubted_at: datetime | None = None
    ended_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    organ: str = Field(default="", max_length=60)
    document: str = Field(default="", max_length=60)
    dated: date | None = None
    version: int = 1

    def take(self, step: DifferenceStep) -> None:
        """Move by a step of DIFFERENCE_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = DIFFERENCE_TRANSITIONS.get((DifferenceState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1


class Finding(SQLModel, table=True):
    """What a person wrote about an item (研判记录): signed, dated; `cause` only for dates of birth."""

    __tablename__ = "difference_finding"
    __table_args__ = (one_of("cause", Cause),)

    id: int | None = Field(default=None, primary_key=True)
    difference_id: int = Field(foreign_key="difference.id", index=True)
    cause: str | None = Field(default=None, max_length=11)
    words: str = Field(max_length=300)
    by: int = Field(foreign_key="member.id")
    at: datetime


class FactDecision(SQLModel, table=True):
    """An organ's decision as one person entered it from the paper, until another has compared it."""

    __tablename__ = "fact_decision"
    __table_args__ = (
        holds("decides", "step IN ('settle', 'suspect')"),
        holds("on_paper", "organ <> '' AND document <> ''"),
        holds("another_compares", "compared_by IS NULL OR compared_by <> entered_by"),
        holds("compared_with_a_result", "(compared_by IS NULL) = (agrees IS NULL)"),
        holds("settled_on_a_value", "step <> 'settle' OR value <> ''"),
        Index(
            "uq_fact_decision_one_waits",
            "difference_id",
            unique=True,
            sqlite_where=text("compared_by IS NULL"),
            postgresql_where=text("compared_by IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    difference_id: int = Field(foreign_key="difference.id", index=True)
    step: str = Field(max_length=7)
    organ: str = Field(max_length=60)
    document: str = Field(max_length=60)
    dated: date
    value: str = Field(default="", max_length=80)
    entered_by: int = Field(foreign_key="member.id")
    entered_at: datetime
    compared_by: int | None = Field(default=None, foreign_key="member.id")
    compared_at: datetime | None = None
    agrees: bool | None = None
