"""Barred (不得经手、取消查阅资格): who may not handle a dossier, or not read, by a document.

A member of staff is named by account, a reader (who needs none) by name. Without a dossier the
bar holds for all of them: avoidance pairs name one, a lost right to read names none.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from core.constraints import holds


class Barred(SQLModel, table=True):
    __tablename__ = "barred"
    __table_args__ = (
        holds("names_one", "(member_id IS NULL) <> (name = '')"),
        holds("runs_forward", "until IS NULL OR until >= since"),
        Index("ix_barred_member", "member_id", "dossier_id"),
        Index("ix_barred_name", "name", "dossier_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    name: str = Field(default="", max_length=40)
    dossier_id: int | None = Field(default=None, foreign_key="dossier.id")
    document: str = Field(max_length=60)
    since: date
    until: date | None = None
    entered_by: int = Field(foreign_key="member.id")
