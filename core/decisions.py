"""Kept decisions (决定留痕): the book's version, the facts of that moment, every law that fired."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class KeptDecision(SQLModel, table=True):
    __tablename__ = "decision"

    ref: str = Field(primary_key=True, max_length=20)
    at: datetime
    area: str = Field(max_length=20)
    about: str = Field(index=True, max_length=24)
    step: str = Field(max_length=20)
    allowed: bool
    book_version: str = Field(max_length=60)
    fired: str
    # Facts say something about people: they can be erased, the decision stays.
    facts: str | None = None
