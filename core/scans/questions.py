"""Questions about digital copies (数字副本)."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from core.files.stored_file import StoredFile
from core.scans.scan_image import ScanImage


def dossiers_showing(session: Session, content_marks: Collection[str]) -> set[int]:
    """The dossiers among whose current images one has this very content."""
    if not content_marks:
        return set()
    return set(
        session.exec(
            select(ScanImage.dossier_id)
            .join(StoredFile, col(StoredFile.id) == ScanImage.file_id)
            .where(
                col(StoredFile.content_mark).in_(content_marks),
                col(ScanImage.replaced_at).is_(None),
            )
        ).all()
    )
