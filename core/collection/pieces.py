"""Questions about pieces at inspection (鉴别): find one, its room, its dossier, its pictures."""

from __future__ import annotations

from typing import Any, Protocol

from sqlmodel import Session, col, select

from core.collection.picture import Picture
from core.collection.piece import Piece
from core.collection.submission import Submission
from core.command import Place
from core.errors import NotFound, Stale
from core.files.stored_file import FileState, StoredFile
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.unit import OpenUnit


class OnPiece(Protocol):
    """A command about one piece, named by its reference."""

    @property
    def piece(self) -> str: ...


class OnSubmission(Protocol):
    """A command about one submission, named by its reference."""

    @property
    def submission(self) -> str: ...


def room_of_piece(command: OnPiece, unit: OpenUnit) -> Place:
    """The room that the piece was handed in to; raises NotFound."""
    room_id = unit.session.exec(
        select(Submission.room_id)
        .join(Piece, col(Piece.submission_id) == Submission.id)
        .where(Piece.ref == command.piece)
    ).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


def room_of_submission(command: OnSubmission, unit: OpenUnit) -> Place:
    """The room that it was handed in to; raises NotFound."""
    room_id = unit.session.exec(
        select(Submission.room_id).where(Submission.ref == command.submission)
    ).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


def find_piece(unit: OpenUnit, ref: str, seen_version: int | None) -> tuple[Piece, Submission]:
    """The piece and its submission, both locked. Raises NotFound, Stale."""
    row = unit.session.exec(
        select(Piece, Submission)
        .join(Submission, col(Submission.id) == Piece.submission_id)
        .where(Piece.ref == ref)
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound
    if seen_version is not None and row[0].version != seen_version:
        raise Stale(state=row[0].state)
    return row


def subject_of(session: Session, dossier_id: int | None) -> tuple[Dossier, Cadre] | None:
    """The dossier and the cadre that a piece is about, once somebody said so."""
    if dossier_id is None:
        return None
    return session.exec(
        select(Dossier, Cadre)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Dossier.id == dossier_id)
    ).first()


def dossier_of_room(session: Session, number: str, room_id: int) -> Dossier:
    """The dossier with this number in this room; raises NotFound."""
    found = session.exec(
        select(Dossier).where(Dossier.number == number.strip(), Dossier.room_id == room_id)
    ).first()
    if found is None:
        raise NotFound
    return found


def pictures_of(session: Session, piece: Piece) -> list[StoredFile]:
    """The pictures that were sent of this piece, in the order they came."""
    return _pictures(session, Picture.piece_id == piece.id)


def pictures_of_no_piece(session: Session, submission_id: int | None) -> list[StoredFile]:
    """The pictures that came with the list, where nobody said which piece they show."""
    own = Picture.submission_id == submission_id
    return _pictures(session, own, col(Picture.piece_id).is_(None))


def _pictures(session: Session, *wanted: Any) -> list[StoredFile]:
    return list(
        session.exec(
            select(StoredFile)
            .join(Picture, col(Picture.file_id) == StoredFile.id)
            .where(*wanted, StoredFile.state == FileState.KEPT)
            .order_by(col(Picture.place))
        ).all()
    )
