"""Issued paper (发出文书): what leaves under a number and a seal about a case; one of a kind a day."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import one_of


class Paper(StrEnum):
    RETURN_NOTICE = "return_notice"  # 催还单
    REPLY = "reply"  # 介绍情况复函


class IssuedPaper(SQLModel, table=True):
    __tablename__ = "issued_paper"
    __table_args__ = (
        one_of("kind", Paper),
        # Printed again on the same day it is the same paper.
        UniqueConstraint("request_id", "kind", "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    kind: str = Field(max_length=14)
    number: str = Field(unique=True, max_length=40)
    day: dt.date
    # The how-manieth of its kind about this case.
    ordinal: int
    issued_by: int = Field(foreign_key="member.id")
    issued_at: dt.datetime
