"""Scan mismatch (数纸不符): what the machine found between images and catalogue; a person settles it.

A difference is about papers and pictures, never about the cadre. Nothing settles itself: what is
no longer found waits for a person all the same (restraint.md).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque


class MismatchCode(StrEnum):
    NOT_SCANNED = "not_scanned"  # 目录有、图像无
    NOT_IN_CATALOGUE = "not_in_catalogue"  # 图像有、目录无
    TAKEN_OUT = "taken_out"  # 材料已取出，图像还在
    MOVED = "moved"  # 目录次序已变
    PAGES_UNKNOWN = "pages_unknown"  # 目录没有写页数
    PAGES_MISSING = "pages_missing"  # 缺页
    PAGES_BEYOND = "pages_beyond"  # 图像多于目录页数
    OUT_OF_ORDER = "out_of_order"  # 扫描先后与页次不合
    SAME_CONTENT = "same_content"  # 重页
    SAME_ELSEWHERE = "same_elsewhere"  # 与另一件材料同一图像
    SAME_IN_ANOTHER = "same_in_another"  # 与另一份档案同一图像
    SETS_DIFFER = "sets_differ"  # 原始图像与优化图像页次不一
    LOW_RESOLUTION = "low_resolution"  # 分辨率不足
    NOT_COLOUR = "not_colour"  # 不是彩色


class Settlement(StrEnum):
    RESCANNED = "rescanned"  # 已重扫或补扫
    CATALOGUE_CORRECTED = "catalogue_corrected"  # 目录已更正
    AS_IT_IS = "as_it_is"  # 核对纸质，确系如此


class ScanMismatch(SQLModel, table=True):
    """`serial` 0 where none; `image_set` empty where it is about both; `pages` like `2, 5`."""

    __tablename__ = "scan_mismatch"
    __table_args__ = (
        one_of("code", MismatchCode),
        holds(
            "outcome_is_known",
            "outcome IN ('', 'rescanned', 'catalogue_corrected', 'as_it_is')",
        ),
        holds("settled_by_someone", "(settled_by IS NULL) = (outcome = '')"),
        holds("settled_at_a_time", "(settled_by IS NULL) = (settled_at IS NULL)"),
        holds("as_it_is_is_explained", "outcome <> 'as_it_is' OR note <> ''"),
        UniqueConstraint("dossier_id", "code", "image_set", "class_code", "serial"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    code: str = Field(max_length=16)
    image_set: str = Field(default="", max_length=9)
    class_code: str = Field(max_length=4)
    serial: int
    pages: str = Field(default="", max_length=200)
    first_found_at: datetime
    # Whether the latest comparison still found it.
    found: bool = True
    outcome: str = Field(default="", max_length=19)
    note: str = Field(default="", max_length=120)
    settled_by: int | None = Field(default=None, foreign_key="member.id")
    settled_at: datetime | None = None
    version: int = 1

    def see_again(self, pages: str) -> None:
        """Found by this comparison: what was settled as it is stays so while it is the same."""
        as_it_was = self.outcome == Settlement.AS_IT_IS and self.pages == pages
        if self.found and self.pages == pages and (not self.outcome or as_it_was):
            return
        self.found, self.pages, self.version = True, pages, self.version + 1
        if not as_it_was:
            self.outcome, self.note, self.settled_by, self.settled_at = "", "", None, None
