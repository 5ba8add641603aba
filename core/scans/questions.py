"""Questions about digital copies (数字副本)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import aliased
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


def marks_elsewhere(session: Session, dossier: int) -> frozenset[str]:
    """Which content of this dossier's current images is an image of another dossier too."""
    mine, theirs = aliased(StoredFile), aliased(StoredFile)
    here, there = aliased(ScanImage), aliased(ScanImage)
    rows = session.exec(
        select(mine.content_mark)
        .join(here, col(here.file_id) == mine.id)
        .join(theirs, col(theirs.content_mark) == mine.content_mark)
        .join(there, col(there.file_id) == theirs.id)
        .where(here.dossier_id == dossier, col(here.replaced_at).is_(None))
        .where(there.dossier_id != dossier, col(there.replaced_at).is_(None))
    ).all()
    return frozenset(rows)
