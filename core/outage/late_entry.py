"""Late entry (补录): what happened on paper, entered by one person and confirmed by another.

Both times are kept: `occurred_at` is when it happened, `confirmed_at` when the system learnt it. A
refusal of the law waits for the head and undoes nothing; what contradicts the records is a
mismatch (不符), of which nothing is recorded until the head decides.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque


class LateKind(StrEnum):
    HAND_OVER = "hand_over"  # 出库交接
    RETURN = "return"  # 归还
    PAUSE = "pause"  # 暂存
    APPLICATION = "application"  # 纸质申请与签批


class LateState(StrEnum):
    WAITING = "waiting"  # 待第二人核对
    ACCEPTED = "accepted"  # 已补录
    FOR_HEAD = "for_head"  # 待负责人处理: recorded, and the law would have refused
    MISMATCH = "mismatch"  # 不符: contradicts what is recorded, and not recorded itself
    SETTLED = "settled"  # 负责人已处理
    WITHDRAWN = "withdrawn"  # 录入人撤回


class LateStep(StrEnum):
    ACCEPT = "accept"
    REFER = "refer"
    CONTRADICT = "contradict"
    WITHDRAW = "withdraw"
    SETTLE = "settle"


LATE_TRANSITIONS: dict[tuple[LateState, LateStep], LateState] = {
    (LateState.WAITING, LateStep.ACCEPT): LateState.ACCEPTED,
    (LateState.WAITING, LateStep.REFER): LateState.FOR_HEAD,
    (LateState.WAITING, LateStep.CONTRADICT): LateState.MISMATCH,
    (LateState.WAITING, LateStep.WITHDRAW): LateState.WITHDRAWN,
    (LateState.FOR_HEAD, LateStep.SETTLE): LateState.SETTLED,
    (LateState.MISMATCH, LateStep.SETTLE): LateState.SETTLED,
}


class LateEntry(SQLModel, table=True):
    __tablename__ = "late_entry"
    __table_args__ = (
        one_of("kind", LateKind),
        one_of("state", LateState),
        # Two people, whatever races; and whoever entered it does not settle it either.
        holds("confirmed_by_another", "confirmed_by IS NULL OR confirmed_by <> entered_by"),
        holds("settled_by_another", "settled_by IS NULL OR settled_by <> entered_by"),
        holds(
            "confirmed_or_not_yet",
            "(state IN ('waiting', 'withdrawn')) = (confirmed_by IS NULL)",
        ),
        holds("confirmed_since_when", "(confirmed_by IS NULL) = (confirmed_at IS NULL)"),
        holds("settled_with_a_reason", "(state = 'settled') = (settlement <> '')"),
        holds("back_after_it_left", "back_at IS NULL OR back_at > occurred_at"),
        Index("ix_late_entry_room_state", "room_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    room_id: int = Field(foreign_key="room.id")
    kind: str = Field(max_length=12)
    state: str = Field(default=LateState.WAITING, max_length=10)
    occurred_at: datetime
    back_at: datetime | None = None  # a hand-over that ended on paper the same day
    request_id: int | None = Field(default=None, foreign_key="request.id", index=True)
    volume_id: int | None = Field(default=None, foreign_key="volume.id", index=True)
    custody_id: int | None = Field(default=None, foreign_key="custody.id", index=True)
    # What the paper says besides, as JSON: ticks, or a whole application until it is a case.
    particulars: str = ""
    returner: str = Field(default="", max_length=60)
    counted: bool = False  # 当面清点相符
    page: str = Field(default="", max_length=40)  # 登记册页
    scan_id: int | None = Field(default=None, foreign_key="stored_file.id")
    entered_by: int = Field(foreign_key="member.id")
    entered_at: datetime
    # Who acted on paper, where somebody else enters it: the law looks at that person.
    acted_by: int | None = Field(default=None, foreign_key="member.id")
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    confirmed_at: datetime | None = None
    decision: str = Field(default="", max_length=20)
    reasons: str = ""  # every reason of a refusal, as JSON
    mismatch: str = Field(default="", max_length=20)
    verdict: str = Field(default="", max_length=20)
    settlement: str = Field(default="", max_length=300)
    settled_by: int | None = Field(default=None, foreign_key="member.id")
    settled_at: datetime | None = None
    version: int = 1

    @property
    def actor(self) -> int:
        """Whoever acted on paper."""
        return self.acted_by or self.entered_by

    def take(self, step: LateStep) -> None:
        """Move by a step of LATE_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = LATE_TRANSITIONS.get((LateState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1
