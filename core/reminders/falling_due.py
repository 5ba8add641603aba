"""Falling due (将到期): loans, signatures, what is kept ready, deputies and terms, by day.

What the only clerk of a room looks at on a Monday: everything that will fall due, nothing forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from core.clock import SHANGHAI, local_date
from core.collection.submission import SubmissionState
from core.collection.submission_view import submissions_of
from core.custody.custody import Custody, Kind
from core.masked import Masked
from core.members.deputy import Deputy
from core.members.member import Grant, Member, Role
from core.members.scope import Viewer, listed, visible
from core.members.units import Unit
from core.reminders.known_year import known_years
from core.requests.line import Line, LineState
from core.requests.request import Request, State

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Falling:
    """One thing with its day. A case has a number and a reference, a person a number and a mask."""

    day: date
    kind: str  # loan | sign | kept | hand_in | inspect | deputy | term
    number: str
    unit: str
    ref: str = ""
    name: Masked | None = None
    volumes: int = 0
    is_provisional: bool = False


@dataclass(slots=True)
class FallingDue:
    """In the order of their days; `late` are those before today."""

    today: date
    found: list[Falling] = field(default_factory=list)

    @property
    def late(self) -> list[Falling]:
        return [it for it in self.found if it.day < self.today]

    def within(self, first: date, last: date) -> list[Falling]:
        return [it for it in self.found if max(first, self.today) <= it.day <= last]


def falling_due(session: Session, viewer: Viewer, now: datetime, until: date) -> FallingDue:
    """As far as this member may know, up to and with the day `until`."""
    known = known_years(session)
    found = [
        *_loans(session, viewer, until, known),
        *_signatures(session, viewer, until),
        *_kept(session, viewer, until, known),
        *_submissions(session, viewer, until),
        *_deputies(session, viewer, now, until),
        *_terms(session, viewer, now, until),
    ]
    return FallingDue(local_date(now), sorted(found, key=lambda it: (it.day, it.number)))


def _loans(
    session: Session, viewer: Viewer, until: date, known: frozenset[int]
) -> Iterator[Falling]:
    statement: Any = (
        select(
            col(Request.ref), col(Request.number), col(Unit.name), col(Custody.due_on), func.count()
        )
        .join(Line, col(Line.request_id) == col(Request.id))
        .join(Custody, col(Custody.line_id) == col(Line.id))
        .join(Unit, col(Unit.id) == col(Request.unit_id))
        .where(
            col(Custody.kind) == Kind.LEND,
            col(Custody.closed_at).is_(None),
            col(Custody.returned_at).is_(None),
            col(Custody.due_on) <= until,
        )
        .group_by(col(Request.ref), col(Request.number), col(Unit.name), col(Custody.due_on))
        .order_by(col(Custody.due_on))
    )
    for ref, number, unit, day, volumes in session.execute(listed(statement, viewer).limit(MOST)):
        yield Falling(
            day=day,
            kind="loan",
            number=number,
            unit=unit,
            ref=ref,
            volumes=volumes,
            is_provisional=day.year not in known,
        )


def _signatures(session: Session, viewer: Viewer, until: date) -> Iterator[Falling]:
    statement = _cases(col(Request.due_at)).where(
        col(Request.state) == State.SUBMITTED, col(Request.due_at) < _after(until)
    )
    for ref, number, unit, due_at in session.execute(listed(statement, viewer).limit(MOST)):
        day = local_date(due_at)
        yield Falling(day=day, kind="sign", number=number, unit=unit, ref=ref)


def _kept(
    session: Session, viewer: Viewer, until: date, known: frozenset[int]
) -> Iterator[Falling]:
    waits = (
        select(col(Line.id))
        .where(col(Line.request_id) == col(Request.id), col(Line.state) == LineState.WAITING)
        .exists()
    )
    statement = _cases(col(Request.kept_until)).where(
        col(Request.state) == State.READY, col(Request.kept_until) <= until, waits
    )
    for ref, number, unit, day in session.execute(listed(statement, viewer).limit(MOST)):
        yield Falling(
            day=day,
            kind="kept",
            number=number,
            unit=unit,
            ref=ref,
            is_provisional=day.year not in known,
        )


def _cases(day: Any) -> Any:
    return (
        select(col(Request.ref), col(Request.number), col(Unit.name), day)
        .join(Unit, col(Unit.id) == col(Request.unit_id))
        .where(day.is_not(None))
        .order_by(day)
    )


def _submissions(session: Session, viewer: Viewer, until: date) -> Iterator[Falling]:
    """The senders' month while it runs, and the room's own days of inspection."""
    for it in submissions_of(session, viewer, ended=False):
        counted = it.state == SubmissionState.COUNTED_IN
        by = it.inspect_by if counted else it.due_on
        if by is not None and by <= until:
            kind = "inspect" if counted else "hand_in"
            number = it.number or "移交清单草稿"
            yield Falling(day=by, kind=kind, number=number, unit=it.sender, ref=it.ref)


def _deputies(session: Session, viewer: Viewer, now: datetime, until: date) -> Iterator[Falling]:
    """委托审批: the day on which somebody stops acting for another."""
    statement = (
        _people(col(Deputy.valid_to))
        .join(Deputy, col(Deputy.deputy_id) == col(Member.id))
        .where(
            col(Deputy.ended_at).is_(None),
            col(Deputy.valid_to) > now,
            col(Deputy.valid_to) < _after(until),
        )
    )
    yield from _of_people(session, viewer, statement, "deputy")


def _terms(session: Session, viewer: Viewer, now: datetime, until: date) -> Iterator[Falling]:
    """A unit contact's term (联络员任期)."""
    statement = (
        _people(col(Grant.valid_to))
        .join(Grant, col(Grant.member_id) == col(Member.id))
        .where(
            col(Grant.role) == Role.UNIT_CONTACT,
            col(Grant.confirmed_at).is_not(None),
            col(Grant.revoked_at).is_(None),
            col(Grant.valid_to) > now,
            col(Grant.valid_to) < _after(until),
        )
    )
    yield from _of_people(session, viewer, statement, "term")


def _people(until: Any) -> Any:
    return (
        select(col(Member.number), col(Member.name), col(Unit.name), until)
        .select_from(Member)
        .outerjoin(Unit, col(Unit.id) == col(Member.unit_id))
        .order_by(until)
    )


def _of_people(session: Session, viewer: Viewer, statement: Any, kind: str) -> Iterator[Falling]:
    for number, name, unit, until in session.execute(
        visible(statement, Member, viewer).limit(MOST)
    ):
        yield Falling(
            day=local_date(until), kind=kind, number=number, unit=unit or "", name=Masked(name)
        )


def _after(day: date) -> datetime:
    """The first moment that is past this day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=SHANGHAI)
