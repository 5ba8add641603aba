"""Gap (缺失材料): one material that one dossier should hold and does not, and who owes it.

补齐一份、销号一个: it is closed by a filed paper or by an approved explanation, counted apart. What a
person closed is never opened again by counting; what the facts no longer ask for is dropped.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque
from core.materials.material import MaterialForm


class GapState(StrEnum):
    OPEN = "open"  # 待补
    CLOSED = "closed"  # 已销号
    EXPLAINED = "explained"  # 以说明代补
    DROPPED = "dropped"  # 情况有变，不再需要


class GapStep(StrEnum):
    CLOSE = "close"
    EXPLAIN = "explain"
    DROP = "drop"
    RENEW = "renew"
    REOPEN = "reopen"


GAP_TRANSITIONS: dict[tuple[GapState, GapStep], GapState] = {
    (GapState.OPEN, GapStep.CLOSE): GapState.CLOSED,
    (GapState.OPEN, GapStep.EXPLAIN): GapState.EXPLAINED,
    (GapState.OPEN, GapStep.DROP): GapState.DROPPED,
    (GapState.DROPPED, GapStep.RENEW): GapState.OPEN,
    # The paper turned up after all.
    (GapState.EXPLAINED, GapStep.CLOSE): GapState.CLOSED,
    # A person says so, because the paper that closed it was taken out (ADR 0021).
    (GapState.CLOSED, GapStep.REOPEN): GapState.OPEN,
}


class Owner(StrEnum):
    """Who must provide it (责任单位): the cadre's unit, or an organ that no unit stands for."""

    UNIT = "unit"  # 所在单位
    PERSON = "person"  # 本人（经所在单位）
    ROOM = "room"  # 组织部门、管档单位
    ORGAN = "organ"  # 纪检监察、审计、司法等来源机关


class SeenBy(StrEnum):
    """Who may see the line (可见范围): a contact never sees what their own leaders owe."""

    CONTACT = "contact"  # 单位联络员
    LEADER = "leader"  # 单位分管领导、组织部门
    ORGAN = "organ"  # 只有来源机关与档案部门


class Gap(SQLModel, table=True):
    """`kind` is a required material's code (3-1), `occasion` which of several (2019)."""

    __tablename__ = "gap"
    __table_args__ = (
        one_of("state", GapState),
        one_of("owner", Owner),
        one_of("seen_by", SeenBy),
        one_of("best", MaterialForm),
        UniqueConstraint("dossier_id", "kind", "occasion"),
        holds("closed_by_paper", "state <> 'closed' OR material_id IS NOT NULL"),
        holds("explained_on_paper", "state <> 'explained' OR explanation <> ''"),
        holds(
            "another_approves",
            "explained_by IS NULL OR approved_by IS NULL OR explained_by <> approved_by",
        ),
        Index("ix_gap_unit_state", "unit_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    kind: str = Field(max_length=8)
    occasion: str = Field(default="", max_length=60)
    owner: str = Field(max_length=8)
    seen_by: str = Field(max_length=8)
    # The best form that may be asked for: of a year without a review, the unit's explanation.
    best: str = Field(default=MaterialForm.ORIGINAL, max_length=12)
    due_on: date | None = None
    state: str = Field(default=GapState.OPEN, max_length=10)
    material_id: int | None = Field(default=None, foreign_key="material.id", index=True)
    # The number and reason of the approved explanation (短缺说明).
    explanation: str = Field(default="", max_length=200)
    explained_by: int | None = Field(default=None, foreign_key="member.id")
    approved_by: int | None = Field(default=None, foreign_key="member.id")
    found_at: datetime
    closed_at: datetime | None = None
    version: int = 1

    def take(self, step: GapStep) -> None:
        """Move by a step of GAP_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = GAP_TRANSITIONS.get((GapState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1
