"""Questions about submissions: find one, its pieces, where it belongs, how many there are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from sqlmodel import Session, col, func, select

from core.collection.piece import Piece
from core.collection.submission import Submission, SubmissionState
from core.command import Place
from core.errors import NotFound, Stale
from core.unit import OpenUnit


class OnSubmission(Protocol):
    """A command about one submission, named by its reference."""

    @property
    def submission(self) -> str: ...


def find_submission(session: Session, ref: str) -> Submission:
    """The submission with this reference, locked for a change; raises NotFound."""
    statement = select(Submission).where(Submission.ref == ref).with_for_update()
    found = session.exec(statement).first()
    if found is None:
        raise NotFound
    return found


def seen_submission(session: Session, ref: str, seen_version: int) -> Submission:
    """As `find_submission`; raises Stale when it has moved on since it was shown."""
    found = find_submission(session, ref)
    if found.version != seen_version:
        raise Stale(state=found.state)
    return found


def unit_or_room(command: OnSubmission, unit: OpenUnit) -> Place:
    """The sending unit and its room; an organ's belongs to the room alone. Raises NotFound."""
    found = find_submission(unit.session, command.submission)
    return Place(room_id=found.room_id, unit_id=found.unit_id)


def room_alone(command: OnSubmission, unit: OpenUnit) -> Place:
    """The room's own steps; raises NotFound."""
    return Place(room_id=find_submission(unit.session, command.submission).room_id)


def pieces_of(session: Session, submission_id: int) -> list[Piece]:
    """In the order of the list."""
    statement = select(Piece).where(Piece.submission_id == submission_id)
    return list(session.exec(statement.order_by(col(Piece.serial))).all())


def counts_by_state(session: Session, submission_id: int) -> dict[str, int]:
    """Piece state → how many of the list are in it."""
    rows = session.exec(
        select(Piece.state, func.count())
        .where(Piece.submission_id == submission_id)
        .group_by(Piece.state)
    ).all()
    return dict(rows)


def by_label(session: Session, label: str, rooms: Collection[int]) -> str | None:
    """The reference of the list with this label, if one of these rooms receives it."""
    return session.exec(
        select(Submission.ref).where(Submission.label == label, col(Submission.room_id).in_(rooms))
    ).first()


def by_number(session: Session, short: str, year: str, rooms: Collection[int]) -> str | None:
    """The latest list with this short number (of this year, if one is given) that lies open here."""
    statement = select(Submission.ref).where(
        col(Submission.room_id).in_(rooms),
        col(Submission.number).endswith(f"{year}〕{short}号", autoescape=True),
        col(Submission.state).in_((SubmissionState.LISTED, SubmissionState.COUNTED_IN)),
    )
    return session.exec(statement.order_by(col(Submission.id).desc())).first()
