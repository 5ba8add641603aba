"""Dialog (对话进度): a conversation is a row, so half-done forms survive restarts."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class Dialog(SQLModel, table=True):
    __tablename__ = "dialog"

    channel: str = Field(primary_key=True, max_length=12)
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    conversation: str = Field(max_length=30)
    step: str = Field(max_length=30)
    # What was answered so far; erased when the conversation ends.
    answers: str = "{}"
    updated_at: datetime
