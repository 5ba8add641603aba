"""The row that a caller would write for an accepted file."""

from __future__ import annotations

from datetime import UTC, datetime

from core.files.intake import Accepted
from core.files.stored_file import StoredFile

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)


def row_of(accepted: Accepted) -> StoredFile:
    return StoredFile.of(accepted, kind="form_scan", at=NOON)
