"""查(借)阅申请: the request and its life. What a volume does is the line's life (line.py)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque


class Mode(StrEnum):
    CONSULT = "consult"  # 查阅
    LEND = "lend"  # 借阅
    COPY = "copy"  # 复制
    CERTIFY = "certify"  # 代查


class Source(StrEnum):
    """Source (申请来源): who applies, which decides who signs for it."""

    UNIT = "unit"  # 单位
    SECTION = "section"  # 组织部门内设科室
    ORGAN = "organ"  # 纪检监察、巡视巡察、司法机关: straight to the head
    WALK_IN = "walk_in"  # 窗口代录


class State(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    UNIT_SIGNED = "unit_signed"
    ROOM_REVIEWED = "room_reviewed"
    AUTHORITY_APPROVED = "authority_approved"
    READY = "ready"
    CLOSED = "closed"
    SENT_BACK = "sent_back"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    NOT_COLLECTED = "not_collected"


class Step(StrEnum):
    SUBMIT = "submit"
    UNIT_SIGN = "unit_sign"
    ROOM_REVIEW = "room_review"
    AUTHORITY_APPROVE = "authority_approve"
    MAKE_READY = "make_ready"
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    EXPIRE = "expire"
    CLOSE = "close"


_BEFORE_READY = (State.SUBMITTED, State.UNIT_SIGNED, State.ROOM_REVIEWED, State.AUTHORITY_APPROVED)

TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DRAFTED, Step.SUBMIT): State.SUBMITTED,
    (State.SENT_BACK, Step.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Step.UNIT_SIGN): State.UNIT_SIGNED,
    (State.SUBMITTED, Step.ROOM_REVIEW): State.ROOM_REVIEWED,  # an organ's, straight to the head
    (State.UNIT_SIGNED, Step.ROOM_REVIEW): State.ROOM_REVIEWED,
    (State.ROOM_REVIEWED, Step.AUTHORITY_APPROVE): State.AUTHORITY_APPROVED,
    (State.ROOM_REVIEWED, Step.MAKE_READY): State.READY,
    (State.AUTHORITY_APPROVED, Step.MAKE_READY): State.READY,
    (State.READY, Step.CLOSE): State.CLOSED,
    (State.READY, Step.EXPIRE): State.NOT_COLLECTED,
    (State.READY, Step.CANCEL): State.CANCELLED,
    (State.DRAFTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.SENT_BACK, Step.WITHDRAW): State.WITHDRAWN,
    **{(state, Step.WITHDRAW): State.WITHDRAWN for state in _BEFORE_READY},
    **{(state, Step.SEND_BACK): State.SENT_BACK for state in _BEFORE_READY},
    **{(state, Step.REFUSE): State.REFUSED for state in _BEFORE_READY},
}

ENDED = frozenset(
    {State.CLOSED, State.REFUSED, State.WITHDRAWN, State.CANCELLED, State.NOT_COLLECTED}
)


class Request(SQLModel, table=True):
    __tablename__ = "request"
    __table_args__ = (
        one_of("state", State),
        one_of("mode", Mode),
        one_of("source", Source),
        holds("days_asked_counts", "days_asked >= 0"),
        holds("ready_since_when", "state <> 'ready' OR ready_at IS NOT NULL"),
        Index("ix_request_unit_state", "unit_id", "state"),
        Index("ix_request_room_state", "room_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    number: str = Field(unique=True, max_length=40)
    short: str = Field(index=True, max_length=10)
    room_id: int = Field(foreign_key="room.id")
    unit_id: int = Field(foreign_key="unit.id")
    applicant_id: int = Field(foreign_key="member.id", index=True)
    mode: str = Field(max_length=10)
    purpose: str = Field(max_length=40)
    purpose_detail: str = Field(default="", max_length=200)
    lending_reason: str = Field(default="", max_length=60)
    classes: str = Field(default="", max_length=80)
    channel: str = Field(default="inside", max_length=10)
    source: str = Field(default=Source.UNIT, max_length=10)
    sub_purpose: str = Field(default="", max_length=40)
    # 31(5): the committee's approval; an organ: the number of its letter.
    approval_document: str = Field(default="", max_length=80)
    copies_named: str = Field(default="", max_length=200)
    # 代查出证: what is to be certified.
    matter: str = Field(default="", max_length=200)
    days_asked: int = 0  # working days; 0 is the book's default
    authority_needed: bool = False
    state: str = Field(default=State.DRAFTED, max_length=20)
    state_since: datetime
    due_at: datetime | None = None
    submitted_at: datetime | None = None
    form_printed_at: datetime | None = None
    ready_at: datetime | None = None
    kept_until: date | None = None
    note: str = Field(default="", max_length=300)
    entered_late_at: datetime | None = None  # 补录: made on paper, recorded then
    carried_over_at: datetime | None = None  # 在借带入: signed for in the old register
    # A new round of approvals begins when a request is sent back and submitted again.
    round: int = 1
    version: int = 1

    def take(self, step: Step, at: datetime) -> None:
        """Move by a step of TRANSITIONS.

        Raises ImpossibleStep where there is none from here.
        """
        target = TRANSITIONS.get((State(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.state_since = at
        self.touch()

    def touch(self) -> None:
        """Something that a card shows has changed."""
        self.version += 1
