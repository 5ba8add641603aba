"""Questions about pictures of a submission (预审图片)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.collection.picture import Picture
from core.collection.piece import Piece
from core.collection.submission import Submission
from core.files.stored_file import FileState, StoredFile
from core.members.scope import Viewer, visible


@dataclass(frozen=True, slots=True)
class PictureSeen:
    """One picture that can still be opened; `serial` of its piece, 0 where nobody said."""

    place: int
    serial: int
    media_type: str
    pages: int


def pictures_seen(session: Session, submission_id: int) -> list[PictureSeen]:
    """In the order in which they came."""
    statement: Any = (
        select(
            col(Picture.place), col(Piece.serial), col(StoredFile.media_type), col(StoredFile.pages)
        )
        .join(StoredFile, col(StoredFile.id) == col(Picture.file_id))
        .outerjoin(Piece, col(Piece.id) == col(Picture.piece_id))
        .where(col(Picture.submission_id) == submission_id, col(StoredFile.state) == FileState.KEPT)
        .order_by(col(Picture.place))
    )
    rows = session.execute(statement).all()
    return [PictureSeen(place, serial or 0, kind, pages) for place, serial, kind, pages in rows]


def picture_file(session: Session, ref: str, place: int, viewer: Viewer) -> StoredFile | None:
    """The file of a picture within the viewer's scope; None for any other and for an erased one."""
    statement: Any = (
        select(StoredFile)
        .join(Picture, col(Picture.file_id) == col(StoredFile.id))
        .join(Submission, col(Submission.id) == col(Picture.submission_id))
        .where(
            col(Submission.ref) == ref,
            col(Picture.place) == place,
            col(StoredFile.state) == FileState.KEPT,
        )
    )
    found: StoredFile | None = session.execute(visible(statement, Submission, viewer)).scalar()
    return found
