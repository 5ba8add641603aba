"""A submission as it is shown (移交批次一览): masked, within a viewer's scope, its pieces in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from core.collection.piece import Piece
from core.collection.submission import Submission, SubmissionState
from core.errors import NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.masked import Masked
from core.members.member import Member
from core.members.room import Room
from core.members.scope import Viewer, visible
from core.members.units import Unit

MOST = 300
OPEN = (SubmissionState.DRAFTED, SubmissionState.LISTED, SubmissionState.COUNTED_IN)


@dataclass(frozen=True, slots=True)
class PieceSeen:
    """One line of the list; `name` of whom it is about, where that was said."""

    serial: int
    title: str
    kind: str
    occasion: str
    dossier: str
    name: Masked | None
    formed_on: date | None
    pages: int | None
    form: str
    state: str
    remark: str


@dataclass(frozen=True, slots=True)
class SubmissionSeen:
    """`sender` is the unit's or the organ's name, `counted_by` the clerk who signed."""

    row: Submission
    room: str
    sender: str
    drafted_by: Masked
    counted_by: Masked | None
    pieces: tuple[PieceSeen, ...]

    @property
    def missing(self) -> tuple[PieceSeen, ...]:
        return tuple(piece for piece in self.pieces if piece.state == "missing")


def submission_seen(session: Session, ref: str, viewer: Viewer) -> SubmissionSeen:
    """Raises NotFound alike for what there is not and what the viewer may not know of."""
    statement: Any = (
        select(Submission, col(Room.name), col(Unit.name))
        .join(Room, col(Room.id) == col(Submission.room_id))
        .outerjoin(Unit, col(Unit.id) == col(Submission.unit_id))
        .where(col(Submission.ref) == ref)
    )
    found = session.execute(visible(statement, Submission, viewer)).first()
    if found is None:
        raise NotFound
    row, room, unit = found
    return SubmissionSeen(
        row=row,
        room=room,
        sender=unit or row.organ,
        drafted_by=_named(session, row.drafted_by) or Masked(""),
        counted_by=_named(session, row.counted_by),
        pieces=_pieces(session, row.id or 0),
    )


def _named(session: Session, member_id: int | None) -> Masked | None:
    if member_id is None:
        return None
    return Masked(session.get_one(Member, member_id).name)


def _pieces(session: Session, submission_id: int) -> tuple[PieceSeen, ...]:
    statement: Any = (
        select(Piece, col(Dossier.number), col(Cadre.name))
        .outerjoin(Dossier, col(Dossier.id) == col(Piece.dossier_id))
        .outerjoin(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
        .where(col(Piece.submission_id) == submission_id)
        .order_by(col(Piece.serial))
    )
    return tuple(
        PieceSeen(
            serial=piece.serial,
            title=piece.title,
            kind=piece.kind,
            occasion=piece.occasion,
            dossier=number or "",
            name=Masked(name) if name else None,
            formed_on=piece.formed_on,
            pages=piece.pages,
            form=piece.form,
            state=piece.state,
            remark=piece.remark,
        )
        for piece, number, name in session.execute(statement).all()
    )


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One line of a list of submissions: no names."""

    ref: str
    number: str
    sender: str
    state: str
    pieces: int
    drafted_at: datetime
    due_on: date | None
    inspect_by: date | None


def submissions_of(session: Session, viewer: Viewer, *, ended: bool) -> list[SubmissionRow]:
    """Those under way by their day, or those that ended, the latest first."""
    counted = (
        select(func.count())
        .where(col(Piece.submission_id) == col(Submission.id))
        .correlate(Submission)
        .scalar_subquery()
    )
    statement: Any = select(Submission, col(Unit.name), counted).outerjoin(
        Unit, col(Unit.id) == col(Submission.unit_id)
    )
    within = col(Submission.state).in_(OPEN)
    order: Any = (col(Submission.due_on).is_(None), col(Submission.due_on), col(Submission.id))
    if ended:
        within, order = ~within, (col(Submission.id).desc(),)
    statement = visible(statement.where(within), Submission, viewer).order_by(*order).limit(MOST)
    return [
        SubmissionRow(
            ref=row.ref,
            number=row.number or "",
            sender=unit or row.organ,
            state=row.state,
            pieces=pieces,
            drafted_at=row.drafted_at,
            due_on=row.due_on,
            inspect_by=row.inspect_by,
        )
        for row, unit, pieces in session.execute(statement).all()
    ]
