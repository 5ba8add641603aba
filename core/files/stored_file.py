"""Stored file (存件): the row that can open one sealed file.

No user's file name is kept: people write names and id numbers into them.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep

if TYPE_CHECKING:
    from core.files.intake import Accepted


class FileState(StrEnum):
    KEPT = "kept"
    ERASED = "erased"


TRANSITIONS = {(FileState.KEPT, "erase"): FileState.ERASED}


class StoredFile(SQLModel, table=True):
    """`size` in bytes, `width` and `height` in pixels of the first page (none for a PDF).

    `sha256_name` names the blob; `content_mark` and `received_mark` are keyed digests of the clean
    copy and of what arrived, equal for equal content.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        one_of("state", FileState),
        holds("erased_means_no_key", "(state = 'erased') = (length(wrapped_key) = 0)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, max_length=32)
    kind: str = Field(max_length=20)
    media_type: str = Field(max_length=20)
    pages: int
    size: int
    width: int | None = None
    height: int | None = None
    # How the first page looks (look_of_page.py); none for a PDF and for what came before.
    ink: int | None = None
    sharpness: int | None = None
    sha256_name: str = Field(unique=True, max_length=64)
    content_mark: str = Field(index=True, max_length=64)
    received_mark: str = Field(max_length=64)
    wrapped_key: bytes
    key_id: str = Field(max_length=8)
    state: str = Field(default=FileState.KEPT, max_length=8)
    created_at: datetime

    @classmethod
    def of(cls, accepted: Accepted, *, kind: str, at: datetime) -> StoredFile:
        """The row for a file that the intake accepted; `at` is timezone-aware."""
        kept, copy = accepted.kept, accepted.copy
        return cls(
            ref=kept.ref,
            kind=kind,
            media_type=copy.media_type,
            pages=copy.pages,
            size=copy.size,
            width=copy.width,
            height=copy.height,
            ink=copy.ink,
            sharpness=copy.sharpness,
            sha256_name=kept.sha256_name,
            content_mark=kept.content_mark,
            received_mark=accepted.received_mark,
            wrapped_key=kept.key.wrapped,
            key_id=kept.key.key_id,
            created_at=at,
        )

    def erase(self) -> None:
        """Destroy the key. Raises `ImpossibleStep`. The blob is discarded after the commit."""
        after = TRANSITIONS.get((FileState(self.state), "erase"))
        if after is None:
            raise ImpossibleStep(state=self.state, step="erase")
        self.state, self.wrapped_key = after, b""
