"""Reader (查阅人): a named person who will sit with the volume; needs no account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds


class Reader(SQLModel, table=True):
    __tablename__ = "reader"
    __table_args__ = (
        UniqueConstraint("request_id", "ordinal"),
        holds("card_digits", "card_last4 = '' OR length(card_last4) = 4"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    ordinal: int
    name: str = Field(max_length=40)
    is_personnel: bool = False  # 组织人事干部
    exception: str = Field(
        default="", max_length=60
    )  # 经批准的例外: who allowed it, by which paper
    is_party_member: bool = False  # certified by the unit on the form
    is_subject: bool = False
    declares_kinship: bool = False  # 回避声明: the reader says to be kin of the subject
    card_kind: str = Field(default="", max_length=20)
    card_last4: str = Field(default="", max_length=4)
    card_seen_at: datetime | None = None
    card_seen_by: int | None = Field(default=None, foreign_key="member.id")
    # Swapped on the day (更换查阅人): who came instead stands in a row of their own.
    replaces: int | None = None  # the ordinal of the reader whose place this one took
    change_sealed: bool = True  # the change on the paper bears the unit's seal
    replaced_at: datetime | None = None
    replaced_by: int | None = Field(default=None, foreign_key="member.id")
