"""Notice (通知记录): who was told of a reminder, in which post, when, or why not yet."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of


class NoticeState(StrEnum):
    WAITING = "waiting"  # held until `send_at`
    SENT = "sent"
    NOT_NEEDED = "not_needed"
    COLLAPSED = "collapsed"


class HeldFor(StrEnum):
    NOTHING = ""
    QUIET_HOURS = "quiet_hours"  # 静默时段
    DAY_OFF = "day_off"  # 休息日
    DIGEST = "digest"  # 每日汇总


class Notice(SQLModel, table=True):
    __tablename__ = "notice"
    __table_args__ = (
        one_of("state", NoticeState),
        one_of("held_for", HeldFor),
        holds("outcome_has_a_time", "(state = 'waiting') = (settled_at IS NULL)"),
        UniqueConstraint("reminder_id", "member_id"),
        Index(
            "ix_notice_due",
            "send_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    reminder_id: int = Field(foreign_key="reminder.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    post: str = Field(max_length=16)
    # Whose it was, while they pause and this member stands in.
    instead_of: int | None = Field(default=None, foreign_key="member.id")
    send_at: datetime
    held_for: str = Field(default=HeldFor.NOTHING, max_length=12)
    state: str = Field(default=NoticeState.WAITING, max_length=12)
    settled_at: datetime | None = None
