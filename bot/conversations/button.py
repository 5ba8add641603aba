"""Button (按钮): an opaque token behind every press, kept so that an old press gets a sentence."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class Button(SQLModel, table=True):
    __tablename__ = "button"

    token: str = Field(primary_key=True, max_length=24)
    member_id: int = Field(foreign_key="member.id", index=True)
    verb: str = Field(max_length=40)
    # What the verb acts on: a request's reference, or an answer within a conversation.
    about: str = Field(default="", max_length=64)
    seen_version: int = 0
    made_at: datetime
    used_at: datetime | None = None
