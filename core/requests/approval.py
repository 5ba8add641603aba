"""Approval (审批): one row per signature, on paper or by tap, whoever recorded it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of


class Way(StrEnum):
    CONFIRM = "confirm"  # 点确认: the leader signed the paper and says so
    RECORDED = "recorded"  # 纸质签批（代录）
    ELECTRONIC = "electronic"


class Verdict(StrEnum):
    AGREED = "agreed"
    SENT_BACK = "sent_back"
    REFUSED = "refused"


class Approval(SQLModel, table=True):
    __tablename__ = "approval"
    __table_args__ = (
        one_of("way", Way),
        one_of("verdict", Verdict),
        # P7: who asked never approves.
        holds("applicant_never_approves", "member_id <> applicant_id"),
        holds("another_saw_it", "seen_by IS NULL OR seen_by <> recorded_by"),
        holds("recorder_is_named", "way <> 'recorded' OR recorded_by IS NOT NULL"),
        # No second step by the same person, whatever races.
        Index(
            "uq_approval_nobody_twice",
            "request_id",
            "round",
            "extension",
            "member_id",
            unique=True,
            sqlite_where=text("verdict = 'agreed'"),
            postgresql_where=text("verdict = 'agreed'"),
        ),
        Index(
            "uq_approval_one_per_step",
            "request_id",
            "round",
            "extension",
            "step",
            unique=True,
            sqlite_where=text("verdict = 'agreed'"),
            postgresql_where=text("verdict = 'agreed'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    applicant_id: int = Field(foreign_key="member.id")
    step: str = Field(max_length=20)
    verdict: str = Field(max_length=10)
    member_id: int = Field(foreign_key="member.id")
    on_behalf_of: int | None = Field(default=None, foreign_key="member.id")
    recorded_by: int | None = Field(default=None, foreign_key="member.id")
    # A second person who has looked at the paper: copied from `paper_seen`, which holds the key.
    seen_by: int | None = None
    way: str = Field(default=Way.CONFIRM, max_length=10)
    reason: str = Field(default="", max_length=300)
    at: datetime
    round: int = 1
    # 0 is the request itself, else the n-th extension (延期) of its loan.
    extension: int = 0
