"""What happens to pictures of a submission (预审图片). `ref` is the submission's opaque reference."""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.events import SubmissionEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAdded(SubmissionEvent):
    """`file` is the stored file's opaque reference, `place` where it stands."""

    place: int
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturesErased(SubmissionEvent):
    """Their keys are destroyed; nothing of them can be opened any more."""

    erased: int
