"""Submission (移交批次): what one unit or organ hands in together, by one list (移交清单).

Counting in (清点签收) counts pieces, not content; both copies of the list are signed and the sender's
one-month clock stops (《干部人事档案工作条例》第二十条).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import check_character, opaque


class SubmissionState(StrEnum):
    DRAFTED = "drafted"  # 草稿
    LISTED = "listed"  # 清单已打印，待送交
    COUNTED_IN = "counted_in"  # 已清点签收，待鉴别
    INSPECTED = "inspected"  # 鉴别完成
    CLOSED = "closed"  # 已办结：合格的已归档，退回的已领回
    WITHDRAWN = "withdrawn"  # 已撤回


class SubmissionStep(StrEnum):
    CHANGE = "change"
    PRINT_LIST = "print_list"
    COUNT_IN = "count_in"
    INSPECT = "inspect"
    FINISH_INSPECTION = "finish_inspection"
    SETTLE = "settle"
    CLOSE = "close"
    WITHDRAW = "withdraw"


SUBMISSION_TRANSITIONS: dict[tuple[SubmissionState, SubmissionStep], SubmissionState] = {
    (SubmissionState.DRAFTED, SubmissionStep.CHANGE): SubmissionState.DRAFTED,
    (SubmissionState.DRAFTED, SubmissionStep.PRINT_LIST): SubmissionState.LISTED,
    (SubmissionState.LISTED, SubmissionStep.PRINT_LIST): SubmissionState.LISTED,
    (SubmissionState.LISTED, SubmissionStep.CHANGE): SubmissionState.DRAFTED,
    (SubmissionState.LISTED, SubmissionStep.COUNT_IN): SubmissionState.COUNTED_IN,
    (SubmissionState.COUNTED_IN, SubmissionStep.INSPECT): SubmissionState.COUNTED_IN,
    (SubmissionState.COUNTED_IN, SubmissionStep.FINISH_INSPECTION): SubmissionState.INSPECTED,
    (SubmissionState.INSPECTED, SubmissionStep.SETTLE): SubmissionState.INSPECTED,
    (SubmissionState.INSPECTED, SubmissionStep.CLOSE): SubmissionState.CLOSED,
    (SubmissionState.DRAFTED, SubmissionStep.WITHDRAW): SubmissionState.WITHDRAWN,
    (SubmissionState.LISTED, SubmissionStep.WITHDRAW): SubmissionState.WITHDRAWN,
}


def new_list_label() -> str:
    """A label for a list: M, ten random characters, one check character."""
    body = opaque(10)
    return f"M{body}{check_character('M' + body)}"


class Submission(SQLModel, table=True):
    """`organ` names a source organ (纪检, 审计, 培训 …) where no unit hands in; then `unit_id` is None.

    `formed_from` is the earliest day of formation on the list: the month counts from it.
    """

    __tablename__ = "submission"
    __table_args__ = (
        one_of("state", SubmissionState),
        holds("from_somewhere", "unit_id IS NOT NULL OR organ <> ''"),
        holds(
            "counted_by_someone",
            "state NOT IN ('counted_in', 'inspected', 'closed')"
            " OR (counted_by IS NOT NULL AND counted_at IS NOT NULL)",
        ),
        holds("pieces_are_counted", "pieces_counted IS NULL OR pieces_counted >= 0"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    # 档办〔2026〕0152号, out of the room's neutral series; none while it is a draft.
    number: str | None = Field(default=None, unique=True, max_length=40)
    label: str = Field(default_factory=new_list_label, unique=True, max_length=16)
    room_id: int = Field(foreign_key="room.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    organ: str = Field(default="", max_length=60)
    state: str = Field(default=SubmissionState.DRAFTED, max_length=10)
    by_paper: bool = False  # 只有纸质清单，由窗口代录
    drafted_by: int = Field(foreign_key="member.id")
    drafted_at: datetime
    formed_from: date | None = None
    due_on: date | None = None
    handed_by: str = Field(default="", max_length=40)
    counted_by: int | None = Field(default=None, foreign_key="member.id")
    counted_at: datetime | None = None
    pieces_counted: int | None = None
    inspect_by: date | None = None
    ended_at: datetime | None = None
    version: int = 1

    def take(self, step: SubmissionStep) -> None:
        """Move by a step of SUBMISSION_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = SUBMISSION_TRANSITIONS.get((SubmissionState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1
