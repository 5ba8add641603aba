"""Piece (材料件): one line of a submission's list and what became of it, from listed to filed.

Inspection (鉴别) sorts: passed, returned with a cure, not for filing, doubtful. What is doubtful is
kept under seal and does not go back (《干部人事档案材料收集归档规定》).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque
from core.materials.material import MaterialForm


class PieceState(StrEnum):
    LISTED = "listed"  # 清单所列
    MISSING = "missing"  # 清点时未见
    COUNTED = "counted"  # 已清点，待鉴别
    PASSED = "passed"  # 合格，待归档
    RETURNED = "returned"  # 退回补办
    NOT_FOR_FILING = "not_for_filing"  # 不属归档范围
    DOUBTFUL = "doubtful"  # 存疑，封存待查
    FILED = "filed"  # 已归档
    PICKED_UP = "picked_up"  # 已领回


class PieceStep(StrEnum):
    COUNT = "count"
    MISS = "miss"
    PASS = "pass"  # noqa: S105 — 合格
    RETURN = "return"
    EXCLUDE = "exclude"
    DOUBT = "doubt"
    REOPEN = "reopen"
    FILE = "file"
    PICK_UP = "pick_up"


_RESULTS = {
    PieceStep.PASS: PieceState.PASSED,
    PieceStep.RETURN: PieceState.RETURNED,
    PieceStep.EXCLUDE: PieceState.NOT_FOR_FILING,
    PieceStep.DOUBT: PieceState.DOUBTFUL,
}
# Decided, and neither filed nor gone: the second check may send it back to the desk.
DECIDED = frozenset(_RESULTS.values())
ENDED = frozenset({PieceState.MISSING, PieceState.FILED, PieceState.PICKED_UP})

PIECE_TRANSITIONS: dict[tuple[PieceState, PieceStep], PieceState] = {
    (PieceState.LISTED, PieceStep.COUNT): PieceState.COUNTED,
    (PieceState.LISTED, PieceStep.MISS): PieceState.MISSING,
    **{(PieceState.COUNTED, step): state for step, state in _RESULTS.items()},
    **{(state, PieceStep.REOPEN): PieceState.COUNTED for state in sorted(DECIDED)},
    # A doubt that a decision settled.
    (PieceState.DOUBTFUL, PieceStep.PASS): PieceState.PASSED,
    (PieceState.DOUBTFUL, PieceStep.RETURN): PieceState.RETURNED,
    (PieceState.PASSED, PieceStep.FILE): PieceState.FILED,
    (PieceState.RETURNED, PieceStep.PICK_UP): PieceState.PICKED_UP,
    (PieceState.NOT_FOR_FILING, PieceStep.PICK_UP): PieceState.PICKED_UP,
}


class Piece(SQLModel, table=True):
    """`kind` is a required material's code or empty; `form` what paper it is; `pages` at least 1."""

    __tablename__ = "piece"
    __table_args__ = (
        one_of("state", PieceState),
        one_of("form", MaterialForm),
        UniqueConstraint("submission_id", "serial"),
        holds("serial_counts_from_one", "serial >= 1"),
        holds("pages_count_from_one", "pages IS NULL OR pages >= 1"),
        holds(
            "decided_by_someone",
            "state IN ('listed', 'missing', 'counted') OR decided_by IS NOT NULL",
        ),
        holds("another_checks", "checked_by IS NULL OR checked_by <> decided_by"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    serial: int
    # Whom it is about; none until somebody says so.
    dossier_id: int | None = Field(default=None, foreign_key="dossier.id", index=True)
    kind: str = Field(default="", max_length=8)
    occasion: str = Field(default="", max_length=60)
    title: str = Field(max_length=120)
    formed_on: date | None = None
    pages: int | None = None
    form: str = Field(default=MaterialForm.ORIGINAL, max_length=12)
    state: str = Field(default=PieceState.LISTED, max_length=14)
    remark: str = Field(default="", max_length=120)
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = None
    second_check: bool = False  # 抽中复核
    checked_by: int | None = Field(default=None, foreign_key="member.id")
    checked_at: datetime | None = None
    version: int = 1

    def take(self, step: PieceStep) -> None:
        """Move by a step of PIECE_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = PIECE_TRANSITIONS.get((PieceState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1
