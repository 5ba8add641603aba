"""Scan image (扫描图像): one page of one paper, sealed in the store; never altered, only replaced.

Original images (原始图像) are as scanned, optimised ones (优化图像) straightened and cleaned; both are
kept (GB/T 33870-2017).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.ids import opaque


class ImageSet(StrEnum):
    ORIGINAL = "original"  # 原始图像
    OPTIMISED = "optimised"  # 优化图像


_CURRENT = text("replaced_at IS NULL")


class ScanImage(SQLModel, table=True):
    """`class_code`, `serial` and `page` as it was named when it came; `material_id` what stood there.

    `dpi` as the scanner says, 0 where it does not; `colour` where it is a colour picture.
    `said_at` (`2026-11-20 09:01:22`, of no known zone) and `said_page` stood in the file itself.
    """

    __tablename__ = "scan_image"
    __table_args__ = (
        one_of("image_set", ImageSet),
        holds("serial_counts_from_one", "serial >= 1"),
        holds("page_counts_from_one", "page >= 1"),
        Index(
            "uq_scan_image_one_per_page",
            *("dossier_id", "image_set", "class_code", "serial", "page"),
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    # Lines move when a paper is filed between them: the image stays with its paper.
    material_id: int | None = Field(default=None, foreign_key="material.id", index=True)
    image_set: str = Field(max_length=9)
    class_code: str = Field(max_length=4)
    serial: int
    page: int
    file_id: int = Field(foreign_key="stored_file.id", unique=True)
    dpi: int
    colour: bool
    said_at: str = Field(default="", max_length=19)
    said_page: int | None = None
    imported_by: int = Field(foreign_key="member.id")
    imported_at: datetime
    # Scanned anew: the later one is read, this one stays sealed.
    replaced_at: datetime | None = None
