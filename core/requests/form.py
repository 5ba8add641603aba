"""Approval form (审批表): the signed paper, sighted and kept at the counter."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class SightedForm(SQLModel, table=True):
    __tablename__ = "sighted_form"

    request_id: int = Field(foreign_key="request.id", primary_key=True)
    signed: bool = False
    sealed: bool = False
    dated: bool = False
    matches: bool = False
    # By the unit on the form, and by each reader: what the archivist saw there.
    party_certified: bool = False
    avoidance_signed: bool = False
    sighted_by: int = Field(foreign_key="member.id")
    sighted_at: datetime
    scan_id: int | None = Field(default=None, foreign_key="stored_file.id")
