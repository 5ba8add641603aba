"""Urging (催办): one row per case and calendar day, so that nobody is urged twice on one."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class Urging(SQLModel, table=True):
    __tablename__ = "urging"

    request_id: int = Field(foreign_key="request.id", primary_key=True)
    day: date = Field(primary_key=True)
    urged_by: int = Field(foreign_key="member.id")
    urged_at: datetime
