"""Cadre fact (干部情况): what decides which material a dossier must hold, beyond the roster's row.

One row an occasion: a degree, an appointment, a pay step, a year without a review. Facts come from
the roster, by hand or from a 任免审批表 file (.lrm/.lrmx); a wrong one is withdrawn, never deleted.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import one_of

ONE_VALID = "uq_cadre_fact_one_valid"


class FactKind(StrEnum):
    DEGREE = "degree"  # 学历学位
    APPOINTMENT = "appointment"  # 任职
    PAY_STEP = "pay_step"  # 工资变动
    TITLE = "title"  # 职称
    TRAINING = "training"  # 两个月以上培训
    SECONDMENT = "secondment"  # 援派、挂职
    TRANSFER = "transfer"  # 工作调动
    MILITARY = "military"  # 服役
    ABROAD = "abroad"  # 因公出国（境）
    AWARD = "award"  # 奖励
    SANCTION = "sanction"  # 处分
    DELEGATE = "delegate"  # 代表、委员
    RENAMED = "renamed"  # 改名
    DATES_CHANGED = "dates_changed"  # 年龄、工龄、党龄等更改
    LEAGUE_MEMBER = "league_member"  # 入团
    OTHER_PARTY = "other_party"  # 民主党派
    LEFT_OFFICE = "left_office"  # 领导干部离任
    RETIRED = "retired"  # 退休
    RESIGNED = "resigned"  # 辞职、辞退、解聘、开除
    DIED = "died"  # 去世
    NOT_ASSESSED = "not_assessed"  # 当年未参加考核
    RANK_STEP = "rank_step"  # 职级晋升、套改
    HIRED = "hired"  # 招工、聘用、聘干
    SECRETARY = "secretary"  # 任党组织书记
    TALENT = "talent"  # 院士、人才工程
    RESIDENCE = "residence"  # 国（境）外居留
    PARTY_CHANGE = "party_change"  # 党籍变动


class FactSource(StrEnum):
    ROSTER = "roster"  # 花名册
    HAND = "hand"  # 人工登记
    LRM = "lrm"  # 任免审批表文件


class CadreFact(SQLModel, table=True):
    """`occasion` names it as its material would (本科, 2019.05 副科长, 2019); `began` is YYYY[.MM[.DD]]."""

    __tablename__ = "cadre_fact"
    __table_args__ = (
        one_of("kind", FactKind),
        one_of("source", FactSource),
        Index(
            ONE_VALID,
            "cadre_id",
            "kind",
            "occasion",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    cadre_id: int = Field(foreign_key="cadre.id", index=True)
    kind: str = Field(max_length=14)
    occasion: str = Field(max_length=60)
    began: str = Field(default="", max_length=10)
    # What a condition needs to know more exactly: postgraduate, fulltime, deputy_section …
    grade: str = Field(default="", max_length=20)
    source: str = Field(max_length=6)
    recorded_by: int | None = Field(default=None, foreign_key="member.id")
    recorded_at: datetime
    withdrawn_by: int | None = Field(default=None, foreign_key="member.id")
    withdrawn_at: datetime | None = None
