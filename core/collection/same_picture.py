"""The same picture elsewhere (同一图片): sent for another piece, or filed among somebody's digital copies.

By content in the whole house, also after the picture was erased; a picture that was only saved anew
is known while both are kept, within the room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, or_, select

from core.collection.picture import Picture
from core.collection.piece import Piece, PieceState
from core.collection.submission import Submission, SubmissionState
from core.files.likeness import BLANK_BELOW, alike
from core.files.stored_file import FileState, StoredFile
from core.scans.questions import dossiers_showing

# What went back, or never came, may well be sent again: for the right person this time.
WENT_BACK = (
    *(PieceState.RETURNED, PieceState.NOT_FOR_FILING),
    *(PieceState.PICKED_UP, PieceState.MISSING),
)
INK_WITHIN = 3  # in 1/1000; spares reading the grids of all other pages


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`again` under another piece of the same cadre or of nobody yet; `others` other dossiers."""

    again: bool
    others: frozenset[int]


def shown_elsewhere(
    session: Session, piece: Piece, dossier: int | None, files: Sequence[StoredFile]
) -> Elsewhere:
    """Where else these pictures of a piece about `dossier` are; None where nobody said whose it is."""
    found = {*_same(session, piece, files), *_nearly(session, piece, files)}
    found |= dossiers_showing(session, [it.content_mark for it in files]) - {dossier}
    others = frozenset(it for it in found if it is not None and it != dossier)
    if dossier is None:
        return Elsewhere(bool(found), frozenset())
    return Elsewhere(bool(found - others), others)


def _same(session: Session, piece: Piece, files: Sequence[StoredFile]) -> set[int | None]:
    marks = [it.content_mark for it in files]
    if not marks:
        return set()
    statement = _of_others(select(Piece.dossier_id), piece)
    return set(session.execute(statement.where(col(StoredFile.content_mark).in_(marks))).scalars())


def _nearly(session: Session, piece: Piece, files: Sequence[StoredFile]) -> set[int | None]:
    """Blank pages are all alike and say nothing."""
    inked = [it.ink for it in files if it.ink is not None and it.ink >= BLANK_BELOW]
    if not inked:
        return set()
    own = session.exec(select(Picture.likeness).where(Picture.piece_id == piece.id)).all()
    grids = [it for it in own if it]
    room = select(Submission.room_id).where(Submission.id == piece.submission_id).scalar_subquery()
    rows = session.execute(
        _of_others(select(Piece.dossier_id, Picture.likeness), piece)
        .where(Submission.room_id == room, StoredFile.state == FileState.KEPT)
        .where(col(Picture.likeness).is_not(None), or_(*(_about(ink) for ink in inked)))
    ).all()
    return {dossier for dossier, grid in rows if any(alike(grid, it) for it in grids)}


def _about(ink: int) -> Any:
    return col(StoredFile.ink).between(max(BLANK_BELOW, ink - INK_WITHIN), ink + INK_WITHIN)


def _of_others(statement: Any, piece: Piece) -> Any:
    """Of other pieces that did not go back."""
    return (
        statement.select_from(Picture)
        .join(StoredFile, col(StoredFile.id) == Picture.file_id)
        .join(Piece, col(Piece.id) == Picture.piece_id)
        .join(Submission, col(Submission.id) == Piece.submission_id)
        .where(Piece.id != piece.id, col(Piece.state).not_in(WENT_BACK))
        .where(Submission.state != SubmissionState.WITHDRAWN)
    )
