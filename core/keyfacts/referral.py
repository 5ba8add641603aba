"""Referral (移送纪检): the letter by which suspicion was handed to a discipline body, and the answer to it.

Facts on paper, each entered by one and compared by another; neither moves the item, which the organ's
decision ends (《干部人事档案造假问题处理办法（试行）》: people move it, on paper).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque


class Letter(StrEnum):
    SENT = "sent"  # 移送函
    ANSWERED = "answered"  # 复函


class ReferralLetter(SQLModel, table=True):
    """`organ` is the discipline body; `said` what its answer says, in its own words, for an answer only."""

    __tablename__ = "referral_letter"
    __table_args__ = (
        one_of("kind", Letter),
        holds("on_paper", "organ <> '' AND document <> ''"),
        holds("another_compares", "compared_by IS NULL OR compared_by <> entered_by"),
        holds("compared_with_a_result", "(compared_by IS NULL) = (agrees IS NULL)"),
        holds("an_answer_says_something", "(kind = 'answered') = (said <> '')"),
        Index(
            "uq_referral_letter_one_waits",
            "difference_id",
            unique=True,
            sqlite_where=text("compared_by IS NULL"),
            postgresql_where=text("compared_by IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    difference_id: int = Field(foreign_key="difference.id", index=True)
    kind: str = Field(max_length=8)
    organ: str = Field(max_length=60)
    document: str = Field(max_length=60)
    dated: date
    said: str = Field(default="", max_length=120)
    entered_by: int = Field(foreign_key="member.id")
    entered_at: datetime
    compared_by: int | None = Field(default=None, foreign_key="member.id")
    compared_at: datetime | None = None
    agrees: bool | None = None


def awaits_answer(letters: Sequence[ReferralLetter]) -> bool:
    """Whether the last letter that two people recorded went out and nothing came back."""
    standing = [it for it in letters if it.agrees]
    return bool(standing) and standing[-1].kind == Letter.SENT


def waiting_letter(letters: Sequence[ReferralLetter]) -> ReferralLetter | None:
    """The one that another person has yet to compare with the paper."""
    return next((it for it in letters if it.compared_by is None), None)
