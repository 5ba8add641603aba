"""Chat message (聊天消息): what a member sees in their own chat; cards are edited in place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class ChatMessage(SQLModel, table=True):
    __tablename__ = "chat_message"
    __table_args__ = (
        Index("ix_chat_message_member_changed", "member_id", "changed"),
        Index(
            "uq_chat_message_one_card_per_case",
            "member_id",
            "about",
            unique=True,
            sqlite_where=text("kind = 'card' AND about <> ''"),
            postgresql_where=text("kind = 'card' AND about <> ''"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    kind: str = Field(max_length=8)  # mine | text | card
    about: str = Field(default="", max_length=24)
    version: int = 0
    # The channel's event id of an inbound message: the same one is kept once.
    event_key: str | None = Field(default=None, unique=True, max_length=140)
    body: str
    at: datetime
    # Rises with every new or edited message of the member: what `Last-Event-ID` counts.
    changed: int
