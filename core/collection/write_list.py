"""Writing a list (写清单): its lines as pieces, each about a dossier that the writer may name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from core.clock import local_date
from core.collection.ask_list_law import ask_list_law
from core.collection.listed_piece import LONGEST, ListedPiece, check_pieces, set_clock
from core.collection.picture import Picture
from core.collection.piece import Piece
from core.collection.pieces_refused import PiecesRefused
from core.collection.questions import pieces_of
from core.collection.submission import Submission
from core.collection.submission_facts import kind_meant
from core.command import Place
from core.errors import BadValue
from core.holdings.cadre import Authority, Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.members.member import Role
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.book import RuleBook
from rules.facts.submission import Mode

HAND_IN = "hand_in"
STAFF: frozenset[str] = frozenset({Role.ARCHIVIST})


def write_list(
    unit: OpenUnit, submission: Submission, pieces: tuple[ListedPiece, ...]
) -> PiecesRefused | None:
    """Put these lines in place of what was listed; where the law refuses some, nothing is.

    Raises BadValue(field, nth) for a line that cannot be.
    """
    check_pieces(pieces, local_date(unit.now))
    book = law_of(unit, submission.room_id).book
    pieces = tuple(_with_kind(it, book) for it in pieces)
    for nth, piece in enumerate(pieces, start=1):
        if piece.kind and piece.kind not in book.materials:
            raise BadValue(field="kind", nth=nth)
    by_staff = unit.holds(STAFF, Place(room_id=submission.room_id))
    named = _dossiers(unit, submission, pieces, by_staff=by_staff)
    mode: Mode = "by_room" if by_staff else "by_contact"
    refused = ask_list_law(unit, submission, pieces, mode, _managed_above(unit, named))
    if refused is None:
        _put(unit, submission, pieces, named)
        set_clock(submission, pieces, book.periods[HAND_IN].value)
    return refused


def _with_kind(piece: ListedPiece, book: RuleBook) -> ListedPiece:
    """The piece with the kind and the occasion that its title says, unless a kind is given."""
    if piece.kind:
        return piece
    kind, occasion = kind_meant(piece.title, book)
    if not occasion or piece.occasion:
        return replace(piece, kind=kind)
    title = piece.title.strip().rpartition("（")[0]
    return replace(piece, title=title, kind=kind, occasion=occasion[: LONGEST["occasion"]])


def _managed_above(unit: OpenUnit, named: dict[str, int]) -> frozenset[str]:
    """The numbers among these whose cadres are managed above their own unit (F9)."""
    rows = unit.session.exec(
        select(Dossier.number)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(
            col(Dossier.id).in_(named.values()), Cadre.custody_authority != Authority.DEPARTMENTAL
        )
    )
    return frozenset(rows.all()) if named else frozenset()


def _put(
    unit: OpenUnit,
    submission: Submission,
    pieces: tuple[ListedPiece, ...],
    named: dict[str, int],
) -> None:
    pictures = _loosened(unit, submission)
    for old in pieces_of(unit.session, submission.id or 0):
        unit.session.delete(old)
    unit.session.flush()
    unit.session.add_all(
        _piece(submission, serial, piece, named) for serial, piece in enumerate(pieces, start=1)
    )
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
