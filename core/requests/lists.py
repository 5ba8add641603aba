"""Lists of cases (办件列表): what waits for someone, what is out, what is under way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.custody.extension import Extension, ExtensionState
from core.members.member import Role
from core.members.questions import Held
from core.members.scope import Viewer, listed, not_of_an_organ, visible
from core.requests.line import MISSING, OUT, Line
from core.requests.request import ENDED, Request, Source, State

MOST = 50


def waiting_for(session: Session, viewer: Viewer) -> list[str]:
    """References of cases in which this member must act next, the oldest first."""
    own = and_(
        col(Request.applicant_id) == viewer.member_id,
        col(Request.state).in_([State.SENT_BACK, State.READY]),
        ~_OF_AN_ORGAN,
    )
    turns = [_turn(held) for held in viewer.grants]
    statement = (
        select(col(Request.ref))
        .where(or_(own, *turns, false()))
        .order_by(col(Request.state_since))
        .limit(MOST)
    )
    return list(session.scalars(visible(statement, Request, viewer)).all())


def _extension(state: ExtensionState) -> ColumnElement[bool]:
    """Whether an extension of the case's loan stands in this state."""
    return (
        select(col(Extension.id))
        .where(col(Extension.request_id) == col(Request.id), col(Extension.state) == state)
        .exists()
    )


_OF_AN_ORGAN = col(Request.source) == Source.ORGAN


def _turn(held: Held) -> ColumnElement[bool]:
    over_unit = held.unit_id is not None
    scope = _scope(held)
    if held.role == Role.APPROVER and over_unit:
        waits = or_(col(Request.state) == State.SUBMITTED, _extension(ExtensionState.ASKED))
        return and_(scope, waits, ~_OF_AN_ORGAN)
    if held.role == Role.APPROVER:
        needed = col(Request.authority_needed).is_(True)
        return and_(scope, needed, col(Request.state) == State.ROOM_REVIEWED)
    if held.role == Role.HEAD:
        waits = or_(
            col(Request.state) == State.SUBMITTED,
            _to_make_ready(),
            _extension(ExtensionState.ASKED),
        )
        signed = or_(col(Request.state) == State.UNIT_SIGNED, _extension(ExtensionState.SIGNED))
        return and_(scope, or_(signed, and_(waits, _OF_AN_ORGAN)))
    if held.role == Role.ARCHIVIST:
        return and_(scope, _to_make_ready(), ~_OF_AN_ORGAN)
    return false()


def _to_make_ready() -> ColumnElement[bool]:
    reviewed = and_(
        col(Request.state) == State.ROOM_REVIEWED, col(Request.authority_needed).is_(False)
    )
    return or_(reviewed, col(Request.state) == State.AUTHORITY_APPROVED)


def _scope(held: Held) -> ColumnElement[bool]:
    if held.unit_id is not None:
        return col(Request.unit_id) == held.unit_id
    return true() if held.room_id is None else col(Request.room_id) == held.room_id


def under_way(session: Session, viewer: Viewer) -> list[str]:
    """Applications that have not ended, the latest first: one's own, and a contact's A/B pair's."""
    pairs = [h.unit_id for h in viewer.grants if h.role == Role.UNIT_CONTACT and h.unit_id]
    own = or_(
        col(Request.applicant_id) == viewer.member_id,
        col(Request.unit_id).in_(pairs),
    )
    return list(
        session.scalars(
            select(col(Request.ref))
            .where(
                own,
                col(Request.state).not_in(ENDED),
                not_of_an_organ(viewer.headed),
            )
            .order_by(col(Request.state_since).desc())
            .limit(MOST)
        ).all()
    )


def out_now(session: Session, viewer: Viewer) -> list[str]:
    """References of cases with a volume out, as far as the member may know, by due day."""
    statement = (
        select(col(Request.ref))
        .join(Line, col(Line.request_id) == col(Request.id))
        .join(Custody, col(Custody.line_id) == col(Line.id))
        .where(col(Line.state).in_(OUT | MISSING), col(Custody.closed_at).is_(None))
        .group_by(col(Request.ref))
        .order_by(func.min(col(Custody.due_on)))
        .limit(MOST)
    )
    return list(session.scalars(listed(statement, viewer)).all())


def desk_list(
    session: Session,
    viewer: Viewer,
    *,
    state: str = "",
    text: str = "",
    before: datetime | None = None,
) -> list[str]:
    """Cases of the desk, newest first, by state and by a piece of the number."""
    statement = select(col(Request.ref)).order_by(col(Request.state_since).desc()).limit(MOST)
    if state:
        statement = statement.where(col(Request.state) == state)
    if text:
        statement = statement.where(col(Request.number).contains(text, autoescape=True))
    if before:
        statement = statement.where(col(Request.state_since) < before)
    return list(session.scalars(listed(statement, viewer)).all())


def searched_for(session: Session, viewer: Viewer) -> list[str]:
    """References of cases with a volume that is being searched for, or was not found."""
    statement = (
        select(col(Request.ref))
        .join(Line, col(Line.request_id) == col(Request.id))
        .where(col(Line.state).in_(MISSING))
        .group_by(col(Request.ref))
        .order_by(func.min(col(Request.state_since)))
    )
    return list(session.scalars(listed(statement, viewer)).all())
