"""Barred (不得经手、取消查阅资格): who may not handle a dossier, or not read, by a document.

A member of staff is named by account, a reader (who needs none) by name. Without a dossier the
bar holds for all of the room's (or, entered for no room, for all of the house's): avoidance pairs
name one, a lost right to read names none. It holds from the moment it is entered; it is lifted by
two people with the same document.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from core.constraints import holds


class Barred(SQLModel, table=True):
    __tablename__ = "bar"
    __table_args__ = (
        holds("names_one", "(member_id IS NULL) <> (name = '')"),
        holds("runs_forward", "until IS NULL OR until >= since"),
        holds("entered_by_two", "confirmed_by IS NULL OR confirmed_by <> entered_by"),
        holds("lifted_by_two", "lifted_by IS NULL OR lifted_by <> lift_asked_by"),
        holds("lifted_as_asked", "lifted_at IS NULL OR lift_document <> ''"),
        Index("ix_bar_member", "member_id", "dossier_id"),
        Index("ix_bar_name", "name", "dossier_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    room_id: int | None = Field(default=None, foreign_key="room.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    name: str = Field(default="", max_length=40)
    dossier_id: int | None = Field(default=None, foreign_key="dossier.id")
    document: str = Field(max_length=60)
    since: date
    until: date | None = None
    entered_by: int = Field(foreign_key="member.id")
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    lift_document: str = Field(default="", max_length=60)
    lift_asked_by: int | None = Field(default=None, foreign_key="member.id")
    lifted_by: int | None = Field(default=None, foreign_key="member.id")
    lifted_at: datetime | None = None
