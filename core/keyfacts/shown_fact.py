"""Shown fact (材料所载事实): one key fact as one paper has it, with that paper as its evidence.

三龄 (出生、参加工作、入党), 两历 (学历学位、工作经历), 一身份 (干部身份). A wrong entry is withdrawn, never
deleted.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque


class KeyFact(StrEnum):
    BORN = "born"  # 出生时间
    BEGAN_WORK = "began_work"  # 参加工作时间
    JOINED_PARTY = "joined_party"  # 入党时间
    EDUCATION = "education"  # 学历学位
    EXPERIENCE = "experience"  # 工作经历
    CADRE_STATUS = "cadre_status"  # 干部身份


DATES = frozenset({KeyFact.BORN, KeyFact.BEGAN_WORK, KeyFact.JOINED_PARTY})


class ShownFact(SQLModel, table=True):
    """`value` is YYYY[.MM[.DD]] for the three dates, else words.

    `detail` tells several of a kind apart: fulltime or inservice (the highest education of each), the
    first month of a period of work; empty for the others. `evidence` reads 2000.01.01 四类《入党申请书》.
    """

    __tablename__ = "shown_fact"
    __table_args__ = (
        one_of("fact", KeyFact),
        holds("shown_by_a_paper", "piece_id IS NOT NULL OR material_id IS NOT NULL"),
        holds("has_its_evidence", "evidence <> ''"),
        holds("withdrawn_by_someone", "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    piece_id: int | None = Field(default=None, foreign_key="piece.id", index=True)
    material_id: int | None = Field(default=None, foreign_key="material.id", index=True)
    fact: str = Field(max_length=12)
    detail: str = Field(default="", max_length=10)
    value: str = Field(max_length=80)
    # YYYY[.MM[.DD]]: when the paper was formed, as far as it tells.
    formed: str = Field(default="", max_length=10)
    evidence: str = Field(max_length=160)
    recorded_by: int = Field(foreign_key="member.id")
    recorded_at: datetime
    # None while the paper is being inspected: only accepted material speaks.
    accepted_at: datetime | None = None
    withdrawn_by: int | None = Field(default=None, foreign_key="member.id")
    withdrawn_at: datetime | None = None
