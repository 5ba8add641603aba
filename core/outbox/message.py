"""Outgoing message (待发消息): written with the change it tells of, sent after the commit."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import one_of


class MessageState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


class Message(SQLModel, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        one_of("state", MessageState),
        Index(
            "ix_outbox_due",
            "not_before",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(unique=True, max_length=100)
    channel: str = Field(max_length=12)
    member_id: int = Field(foreign_key="member.id")
    kind: str = Field(max_length=30)
    about: str = Field(default="", max_length=24)
    args: str = "{}"
    state: str = Field(default=MessageState.WAITING, max_length=8)
    not_before: datetime
    lease_until: datetime | None = None
    attempts: int = 0
    error: str = Field(default="", max_length=200)
    created_at: datetime
    sent_at: datetime | None = None
