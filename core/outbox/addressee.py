"""Addressee (持有卡片的人): who has a copy of a case's card, so that every copy is kept current."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Addressee(SQLModel, table=True):
    __tablename__ = "addressee"

    about: str = Field(primary_key=True, max_length=24)
    member_id: int = Field(primary_key=True, foreign_key="member.id")
