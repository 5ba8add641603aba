"""Questions about a loan (在借): what of a request is lent now, and how long it may stay away."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from core.clock import local_date
from core.custody.custody import Custody, Kind
from core.custody.extension import OPEN, Extension
from core.custody.recall import Recall
from core.reminders.workdays import after_working_days
from core.requests.line import Line


def lent_now(session: Session, request_id: int) -> list[Custody]:
    """The open loans of a request whose volumes have not come back, locked, in a stable order."""
    rows = (
        select(Custody)
        .join(Line, col(Line.id) == Custody.line_id)
        .where(
            Line.request_id == request_id,
            Custody.kind == Kind.LEND,
            col(Custody.returned_at).is_(None),
        )
        .order_by(col(Custody.id))
        .with_for_update(of=Custody)
    )
    return list(session.exec(rows).all())


def open_extension(session: Session, request_id: int) -> Extension | None:
    """The extension of this request that waits for somebody."""
    rows = select(Extension).where(
        Extension.request_id == request_id, col(Extension.state).in_(OPEN)
    )
    return session.exec(rows.with_for_update()).first()


def is_recalled(session: Session, loans: list[Custody]) -> bool:
    """Whether one of these loans has been called back (提前收回)."""
    ids = [custody.id for custody in loans]
    return (
        session.exec(select(Recall.id).where(col(Recall.custody_id).in_(ids))).first() is not None
    )


def extended_day(session: Session, due_on: date, days: int) -> date:
    """The new due day: so many working days after the old one."""
    return after_working_days(session, due_on, days)


def last_day(session: Session, custody: Custody, most: int) -> date:
    """The last day this loan may ever have: `most` working days after it was handed over."""
    return after_working_days(session, local_date(custody.opened_at), most)


def goes_beyond(session: Session, request_id: int, most: int) -> bool:
    """Whether the waiting extension would keep a volume away longer than `most` working days."""
    asked = open_extension(session, request_id)
    return asked is not None and any(
        extended_day(session, loan.due_on, asked.days) > last_day(session, loan, most)
        for loan in lent_now(session, request_id)
        if loan.due_on is not None
    )


def days_left_to_ask(session: Session, request_id: int, most: int) -> int:
    """The longest extension, in working days, that still ends in time; 0 for none."""
    loans = [loan for loan in lent_now(session, request_id) if loan.due_on is not None]
    if not loans:
        return 0
    return max((d for d in range(1, most) if _fits(session, loans, d, most)), default=0)


def _fits(session: Session, loans: list[Custody], days: int, most: int) -> bool:
    return all(
        extended_day(session, loan.due_on, days) <= last_day(session, loan, most)
        for loan in loans
        if loan.due_on is not None
    )
