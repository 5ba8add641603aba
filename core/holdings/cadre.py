"""Cadre (干部): whom a dossier is about. Only what the rules and the counter need."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import one_of


class Authority(StrEnum):
    """Custody authority (干部管理权限): who manages the cadre decides who must approve."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    COUNTY = "county"
    DEPARTMENTAL = "departmental"


class Cadre(SQLModel, table=True):
    __tablename__ = "cadre"
    __table_args__ = (one_of("custody_authority", Authority),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=60, index=True)
    gender: str = Field(default="", max_length=8)
    ethnicity: str = Field(default="", max_length=20)
    born: str = Field(default="", max_length=7)
    began_work: str = Field(default="", max_length=7)
    joined_party: str = Field(default="", max_length=7)
    party_standing: str = Field(default="", max_length=20)
    fulltime_education: str = Field(default="", max_length=30)
    inservice_education: str = Field(default="", max_length=30)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    post: str = Field(default="", max_length=200)
    rank: str = Field(default="", max_length=30)
    custody_authority: str = Field(default=Authority.DEPARTMENTAL, max_length=20)
    # Of the id number only these four digits are kept, for searching inside (ADR 0003).
    id_last4: str = Field(default="", max_length=4)
    establishment: str = Field(default="", max_length=20)
    personnel_kind: str = Field(default="", max_length=20)
    title_level: str = Field(default="", max_length=20)
    selected_graduate: bool = False
    status: str = Field(default="in_post", max_length=20)
    # A member of staff can be a cadre too: nobody handles their own dossier.
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
