"""The series explained (编号说明): which numbers of a year are cases, and what became of the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from core.collection.submission import Submission
from core.members.member import Member
from core.requests.request import Request
from core.requests.reserved_number import SERIES, ReservedNumber, ReservedState
from core.requests.series import given_so_far


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedTold:
    """One reserved number: `case` is the reference of the case that bears it, `by` a post."""

    number: str
    state: str
    reserved_at: datetime
    settled_at: datetime | None
    by: str
    case: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesTold:
    """`given` numbers are out; each is a case, a reserved number, or `unexplained`.

    `not_yet` numbers lie below the highest one: the series gives each block out in an order of its
    own, and comes to them.
    """

    given: int
    cases: int
    reserved: tuple[ReservedTold, ...]
    unexplained: tuple[int, ...]
    not_yet: tuple[int, ...]

    def count(self, state: str) -> int:
        return sum(it.state == state for it in self.reserved)


def series_told(session: Session, room_id: int, year: int) -> SeriesTold:
    """The room's case numbers of a year, all of them."""
    given = given_so_far(session, room_id, SERIES, year)
    cases = _cases(session, room_id, year)
    reserved = _reserved(session, room_id, year)
    held = {int(row.short) for row, _, _ in reserved}
    return SeriesTold(
        given=len(given),
        cases=len(cases),
        reserved=tuple(_told(*row) for row in reserved),
        unexplained=tuple(sorted(given - cases - held)),
        not_yet=tuple(sorted(set(range(1, max(given, default=0))) - given)),
    )


def _cases(session: Session, room_id: int, year: int) -> set[int]:
    shorts = session.exec(
        select(Request.short).where(
            Request.room_id == room_id, col(Request.number).contains(f"办〔{year}〕")
        )
    ).all()
    submitted = session.exec(
        select(Submission.number).where(
            Submission.room_id == room_id, col(Submission.number).contains(f"办〔{year}〕")
        )
    ).all()
    lists = {it.rpartition("〕")[2].removesuffix("号") for it in submitted if it}
    return {int(short) for short in {*shorts, *lists} if short.isdecimal()}


def _reserved(
    session: Session, room_id: int, year: int
) -> list[tuple[ReservedNumber, str | None, str | None]]:
    return list(
        session.exec(
            select(ReservedNumber, Request.ref, Member.post)
            .outerjoin(Request, col(Request.id) == ReservedNumber.request_id)
            .outerjoin(Member, col(Member.id) == ReservedNumber.settled_by)
            .where(ReservedNumber.room_id == room_id, ReservedNumber.year == year)
            .order_by(col(ReservedNumber.number))
        ).all()
    )


def _told(row: ReservedNumber, case: str | None, post: str | None) -> ReservedTold:
    return ReservedTold(
        number=row.number,
        state=ReservedState(row.state).value,
        reserved_at=row.reserved_at,
        settled_at=row.settled_at,
        by=post or "",
        case=case or "",
        reason=row.reason,
    )
