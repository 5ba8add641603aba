"""What the machine points at (系统提示) in one piece: from records and measures, never from reading it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from core.collection.flags import Flag, Look, name_differs, of_dates, of_picture, pages_differ
from core.collection.named_people import people_named
from core.collection.observed import Observed
from core.collection.picture import Picture
from core.collection.picture_names import PictureNames
from core.collection.piece import Piece
from core.collection.pieces import pictures_of, subject_of
from core.collection.same_picture import shown_elsewhere
from core.collection.submission import Submission
from core.files.stored_file import StoredFile
from rules.book import RuleBook

Pointed = tuple[Flag, frozenset[int]]
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Beheld:
    """A piece at the desk: `dossier` whose it is, once somebody said so."""

    piece: Piece
    observed: Observed
    dossier: int | None
    files: Sequence[StoredFile]


def pointed_at(
    session: Session, piece: Piece, observed: Observed, book: RuleBook, today: date
) -> dict[Flag, frozenset[int]]:
    """Each flag, in the order of the enumeration, with the other dossiers that it is about."""
    dossier = piece.dossier_id or observed.dossier
    beheld = Beheld(piece, observed, dossier, pictures_of(session, piece))
    found = dict(_plain(session, beheld, book, today))
    found |= dict(_of_others(session, beheld))
    return {flag: found[flag] for flag in Flag if flag in found}


def _plain(session: Session, it: Beheld, book: RuleBook, today: date) -> Iterator[Pointed]:
    subject = subject_of(session, it.dossier)
    born = subject[1].born if subject else ""
    formed = it.observed.formed_on or it.piece.formed_on
    for flag in of_dates(formed, born, today, book.periods["school_age"].value):
        yield flag, NOBODY
    if pages_differ(it.piece.pages, it.observed.pages):
        yield Flag.PAGES_DIFFER, NOBODY
    if subject is not None and name_differs(it.observed.name, subject[1].name):
        yield Flag.NAME_DIFFERS, NOBODY
    for file in it.files:
        look = Look(file.width, file.height, file.ink, file.sharpness)
        yield from ((flag, NOBODY) for flag in of_picture(look))


def _of_others(session: Session, it: Beheld) -> Iterator[Pointed]:
    """Whatever speaks for another cadre; where nobody said whose the piece is, nothing can."""
    elsewhere = shown_elsewhere(session, it.piece, it.dossier, it.files)
    if elsewhere.again:
        yield Flag.SAME_CONTENT, NOBODY
    if it.dossier is None:
        return
    if elsewhere.others:
        yield Flag.PICTURE_OF_ANOTHER, elsewhere.others
    listed = _named_on_list(session, it.piece)
    if listed and it.dossier not in listed:
        yield Flag.LIST_NAMES_ANOTHER, listed
    named = [one for one in _named_by_files(session, it.piece) if it.dossier not in one]
    if named:
        yield Flag.FILE_NAMES_ANOTHER, frozenset().union(*named)


def _named_on_list(session: Session, piece: Piece) -> frozenset[int]:
    submission = session.get_one(Submission, piece.submission_id)
    return people_named(session, submission, f"{piece.title}\n{piece.occasion}\n{piece.remark}")


def _named_by_files(session: Session, piece: Piece) -> list[frozenset[int]]:
    """For each picture of the piece whom its file name named."""
    rows = session.exec(
        select(PictureNames)
        .join(Picture, col(Picture.id) == PictureNames.picture_id)
        .where(Picture.piece_id == piece.id)
    ).all()
    return [
        frozenset(it.dossier_id for it in rows if it.picture_id == picture)
        for picture in sorted({it.picture_id for it in rows})
    ]
