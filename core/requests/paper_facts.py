"""What the law must know about papers, signatures and cards (手续的事实), asked in one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, literal_column, select
from sqlmodel import col

from core.clock import local_date
from core.custody.sealed_package import SealedPackage
from core.members.room import Room
from core.prepared import Prepared
from core.reminders.workdays import Workday
from core.requests.approval import Approval, Verdict
from core.requests.collection_code import CollectionCode
from core.requests.form import SightedForm
from core.requests.in_force import (
    UNIT_HAS_OVERDUE_LOAN,
)
from core.requests.reader import Reader
from core.requests.request import Request
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.book import RuleBook


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the law must know about papers, signatures and cards; those in time for a hand-over.

    `book` is the room's: by it purposes, periods and lists are looked up.
    """

    cards_shown: int
    approvals_agreed: int
    code_presented: bool
    # Whether the signed original was on the counter at all: what lies there need not be printed.
    seen: bool
    signed: bool
    sealed: bool
    dated: bool
    matches: bool
    sighted: bool
    lending_reasons: str
    party_certified: bool
    avoidance_signed: bool
    opening: str
    works: bool | None
    unit_overdue: bool
    approval_by: str
    carriers: int
    bag_numbered: bool
    way: str
    book: RuleBook


# Written out: bound as a value, SQLite would plan the whole question anew each time, to see whether
# the value fits its index of agreed approvals.
_AGREED_VERDICT: ColumnElement[str] = literal_column(f"'{Verdict.AGREED}'")
_AGREED = (
    select(func.count(col(Approval.id)))
    .where(
        col(Approval.request_id) == bindparam("request_id"),
        col(Approval.round) == bindparam("round"),
        col(Approval.extension) == literal_column("0"),
        col(Approval.verdict) == _AGREED_VERDICT,
    )
    .scalar_subquery()
)
_PRESENTED = exists().where(
    col(CollectionCode.request_id) == bindparam("request_id"),
    col(CollectionCode.presented_at) >= bindparam("since"),
    col(CollectionCode.used_at).is_(None),
    col(CollectionCode.revoked_at).is_(None),
)
_PAPER = Prepared(
    select(
        _AGREED,
        _PRESENTED,
        col(SightedForm.signed),
        col(SightedForm.sealed),
        col(SightedForm.dated),
        col(SightedForm.matches),
        col(SightedForm.sighted_at) >= bindparam("since"),
        col(Room.lending_reasons),
        col(SightedForm.party_certified),
        col(SightedForm.avoidance_signed),
        col(Room.opening),
        select(col(Workday.is_work))
        .where(col(Workday.day) == bindparam("today"))
        .scalar_subquery(),
        UNIT_HAS_OVERDUE_LOAN,
        col(Room.approval),
        col(SealedPackage.carrier_1).is_not(None),
        col(SealedPackage.carrier_2).is_not(None),
        col(SealedPackage.number),
        col(SealedPackage.way),
    )
    .select_from(Room)
    .outerjoin(SightedForm, col(SightedForm.request_id) == bindparam("request_id"))
    .outerjoin(
        SealedPackage,
        and_(
            col(SealedPackage.request_id) == bindparam("request_id"),
            col(SealedPackage.left_at).is_(None),
        ),
    )
    .where(col(Room.id) == bindparam("room_id"))
)


def papers_of(
    unit: OpenUnit, request: Request, readers: Sequence[Reader], since: datetime
) -> PaperFacts:
    """One question for all that lies on paper; `since` opens the evidence window."""
    asked: dict[str, Any] = {
        "request_id": request.id,
        "room_id": request.room_id,
        "round": request.round,
    }
    asked |= {"unit_id": request.unit_id, "today": local_date(unit.now)}
    (row,) = _PAPER(unit.session, since=since, **asked)
    shown = [r for r in readers if r.card_seen_at is not None and r.card_seen_at >= since]
    return PaperFacts(
        cards_shown=len(shown),
        approvals_agreed=row[0],
        code_presented=bool(row[1]),
        seen=row[2] is not None,
        signed=bool(row[2]),
        sealed=bool(row[3]),
        dated=bool(row[4]),
        matches=bool(row[5]),
        sighted=bool(row[6]),
        lending_reasons=row[7],
        party_certified=bool(row[8]),
        avoidance_signed=bool(row[9]),
        opening=row[10],
        works=row[11],
        unit_overdue=bool(row[12]),
        approval_by=row[13],
        carriers=bool(row[14]) + bool(row[15]),
        bag_numbered=bool(row[16]),
        way=row[17] or "",
        book=law_of(unit, request.room_id).book,
    )
