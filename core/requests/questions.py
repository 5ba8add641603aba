"""Questions about requests: find one, its lines and readers, who must act next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from core.command import Place
from core.custody.custody import Custody
from core.errors import NotFound
from core.holdings.dossier import Volume
from core.members.member import Role
from core.members.questions import deputies_of, holders
from core.prepared import Prepared
from core.requests.approval import Approval, Verdict
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Request, Source, State, Step

_REQUEST = select(Request).where(Request.ref == bindparam("ref")).with_for_update()
_READERS = (
    select(Reader)
    .where(Reader.request_id == bindparam("request_id"), col(Reader.replaced_at).is_(None))
    .order_by(col(Reader.ordinal))
)
_PLACE = Prepared(
    select(Request.room_id, Request.unit_id, Request.source).where(Request.ref == bindparam("ref"))
)


def find_request(session: Session, ref: str) -> Request:
    """The request with this reference, locked for a change; raises NotFound."""
    found = session.scalars(_REQUEST, {"ref": ref}).first()
    if found is None:
        raise NotFound
    return found


def place_of(session: Session, ref: str) -> Place:
    """Where a request belongs: its room and the unit that asks, an organ's to the room alone.

    Raises NotFound.
    """
    row = _PLACE.first(session, ref=ref)
    if row is None:
        raise NotFound
    return Place(room_id=row[0], unit_id=None if row[2] == Source.ORGAN else row[1])


def lines_of(session: Session, request_id: int) -> list[Line]:
    return list(
        session.exec(select(Line).where(Line.request_id == request_id).order_by(col(Line.id))).all()
    )


def lines_away(session: Session, request_id: int) -> frozenset[int | None]:
    """Lines of the request whose volume has an open custody."""
    rows = select(Custody.line_id).join(Line, col(Line.id) == Custody.line_id)
    open_ones = rows.where(Line.request_id == request_id, col(Custody.closed_at).is_(None))
    return frozenset(session.exec(open_ones).all())


def lines_by_dossier(session: Session, request_id: int, state: str) -> dict[int, list[Line]]:
    """The request's lines in this state, by the dossier whose volumes they ask for."""
    rows = session.exec(
        select(Volume.dossier_id, Line)
        .join(Line, col(Line.volume_id) == Volume.id)
        .where(Line.request_id == request_id, Line.state == state)
        .order_by(col(Line.id))
    ).all()
    found: dict[int, list[Line]] = {}
    for dossier_id, line in rows:
        found.setdefault(dossier_id, []).append(line)
    return found


def readers_of(session: Session, request_id: int) -> list[Reader]:
    """The readers in force: who was replaced stays in the record and is not among them."""
    return list(session.scalars(_READERS, {"request_id": request_id}))


def approvals_of(session: Session, request: Request, extension: int = 0) -> list[Approval]:
    """The signatures of the current round, in order; or those of the n-th extension of its loan."""
    return list(
        session.exec(
            select(Approval)
            .where(
                Approval.request_id == request.id,
                Approval.round == request.round,
                Approval.extension == extension,
            )
            .order_by(col(Approval.at), col(Approval.id))
        ).all()
    )


def steps_needed(authority_needed: bool, source: str = Source.UNIT) -> tuple[Step, ...]:
    """The approvals a request needs before a volume may move; an organ's own leader signs paper."""
    first = () if source == Source.ORGAN else (Step.UNIT_SIGN,)
    always = (*first, Step.ROOM_REVIEW)
    return (*always, Step.AUTHORITY_APPROVE) if authority_needed else always


def next_step(request: Request) -> Step | None:
    """The step that somebody must take next, or None when nobody need act on approval."""
    return {
        State.SUBMITTED: steps_needed(request.authority_needed, request.source)[0],
        State.UNIT_SIGNED: Step.ROOM_REVIEW,
        State.ROOM_REVIEWED: (
            Step.AUTHORITY_APPROVE if request.authority_needed else Step.MAKE_READY
        ),
        State.AUTHORITY_APPROVED: Step.MAKE_READY,
    }.get(State(request.state))


def role_for(step: Step, source: str = Source.UNIT) -> str:
    """Which role takes a step; an organ's request stays with the head until it lies ready."""
    if source == Source.ORGAN and step is Step.MAKE_READY:
        return Role.HEAD
    return {
        Step.UNIT_SIGN: Role.APPROVER,
        Step.ROOM_REVIEW: Role.HEAD,
        Step.AUTHORITY_APPROVE: Role.APPROVER,
    }.get(step, Role.ARCHIVIST)


def scope_for(step: Step, place: Place) -> Place:
    """Over what the role must be held: the unit signs for itself, the others act for the room."""
    return place if step is Step.UNIT_SIGN else Place(room_id=place.room_id)


def whose_turn(session: Session, request: Request, now: datetime) -> list[int]:
    """Members who may take the next step now: the holders of its role and their deputies."""
    step = next_step(request)
    return [] if step is None else takers(session, step, request, now)


def takers(session: Session, step: Step, request: Request, now: datetime) -> list[int]:
    """Members who may take this step on the request now, deputies after their approvers."""
    scope = scope_for(step, Place(room_id=request.room_id, unit_id=request.unit_id))
    first = holders(session, role_for(step, request.source), scope, now)
    return _without_repeats([*first, *(d for m in first for d in deputies_of(session, m, now))])


def agreed_by(approvals: Iterable[Approval]) -> set[int]:
    """Everyone who has already acted in this chain, for themselves or for another."""
    people: set[int] = set()
    for approval in approvals:
        if approval.verdict == Verdict.AGREED:
            people |= {approval.member_id} | (
                {approval.on_behalf_of} if approval.on_behalf_of else set()
            )
    return people


def _without_repeats(members: list[int]) -> list[int]:
    return list(dict.fromkeys(members))
