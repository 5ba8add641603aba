"""Writing a list (写清单): its lines as pieces, each about a dossier that the writer may name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from core.clock import local_date
from core.collection.errors import OrgansOwn
from core.collection.listed_piece import ListedPiece, check_pieces, set_clock
from core.collection.organs_own import is_organs_own, kind_meant
from core.collection.picture import Picture
from core.collection.piece import Piece
from core.collection.questions import pieces_of
from core.collection.submission import Submission
from core.command import Place
from core.errors import BadValue
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.members.member import Role
from core.requests.room_law import law_of
from core.unit import OpenUnit

HAND_IN = "hand_in"
STAFF: frozenset[str] = frozenset({Role.ARCHIVIST})


def write_list(unit: OpenUnit, submission: Submission, pieces: tuple[ListedPiece, ...]) -> None:
    """Put these lines in place of what was listed.

    Raises BadValue(field, nth) for a line that cannot be, OrgansOwn for one that is not a contact's.
    """
    check_pieces(pieces, local_date(unit.now))
    book = law_of(unit, submission.room_id).book
    pieces = tuple(replace(it, kind=it.kind or kind_meant(it.title, book)) for it in pieces)
    by_staff = unit.holds(STAFF, Place(room_id=submission.room_id))
    for nth, piece in enumerate(pieces, start=1):
        if not by_staff and is_organs_own(piece, book):
            raise OrgansOwn(nth=nth)
        if piece.kind and piece.kind not in book.materials:
            raise BadValue(field="kind", nth=nth)
    named = _dossiers(unit, submission, pieces, by_staff=by_staff)
    pictures = _loosened(unit, submission)
    for old in pieces_of(unit.session, submission.id or 0):
        unit.session.delete(old)
    unit.session.flush()
    unit.session.add_all(
        _piece(submission, serial, piece, named) for serial, piece in enumerate(pieces, start=1)
    )
    set_clock(submission, pieces, book.periods[HAND_IN].value)
    unit.session.flush()
    _fastened(unit, submission, pictures)


def _loosened(unit: OpenUnit, submission: Submission) -> list[tuple[Picture, int]]:
    """The pictures of pieces, with the piece's serial: the lines are about to be written anew."""
    rows = unit.session.exec(
        select(Picture, Piece.serial)
        .join(Piece, col(Piece.id) == Picture.piece_id)
        .where(Picture.submission_id == submission.id)
    ).all()
    for picture, _ in rows:
        picture.piece_id = None
    unit.session.flush()
    return list(rows)


def _fastened(unit: OpenUnit, submission: Submission, pictures: list[tuple[Picture, int]]) -> None:
    """A picture stays with the line of its serial, if there is one still."""
    by_serial = {it.serial: it.id for it in pieces_of(unit.session, submission.id or 0)}
    for picture, serial in pictures:
        picture.piece_id = by_serial.get(serial)
    unit.session.flush()


def _dossiers(
    unit: OpenUnit, submission: Submission, pieces: tuple[ListedPiece, ...], *, by_staff: bool
) -> dict[str, int]:
    """Number → row; a contact names their own unit's people, and nobody under a secrecy flag."""
    numbers = {piece.dossier for piece in pieces if piece.dossier}
    statement: Any = (
        select(Dossier.number, Dossier.id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(col(Dossier.number).in_(numbers), Dossier.room_id == submission.room_id)
    )
    if not by_staff:
        statement = statement.where(
            Cadre.unit_id == submission.unit_id, Dossier.secrecy == Secrecy.NONE
        )
    found: dict[str, int] = dict(unit.session.execute(statement).all()) if numbers else {}
    for nth, piece in enumerate(pieces, start=1):
        if piece.dossier and piece.dossier not in found:
            raise BadValue(field="dossier", nth=nth)
    return found


def _piece(submission: Submission, serial: int, piece: ListedPiece, named: dict[str, int]) -> Piece:
    return Piece(
        submission_id=submission.id or 0,
        serial=serial,
        dossier_id=named.get(piece.dossier),
        kind=piece.kind,
        occasion=piece.occasion.strip(),
        title=piece.title.strip(),
        formed_on=piece.formed_on,
        pages=piece.pages,
        form=piece.form,
        remark=piece.remark.strip(),
    )
