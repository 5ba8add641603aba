"""The extension of a case (办件的延期): the latest that was asked for, and what it waits for."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from core.custody.extension import Extension
from core.custody.extension_step import extension_step
from core.custody.loans import extended_day
from core.prepared import Prepared
from core.requests.case import CaseExtension, CaseLine

_LATEST = Prepared(
    select(
        *(col(Extension.nth), col(Extension.state), col(Extension.days)),
        *(col(Extension.reason), col(Extension.note)),
    )
    .where(col(Extension.request_id) == bindparam("request_id"))
    .order_by(col(Extension.nth).desc())
    .limit(1)
)


def case_extension(
    session: Session, request_id: int, source: str, lines: tuple[CaseLine, ...]
) -> CaseExtension | None:
    """With the day that it would come to while it waits, else the day that holds."""
    latest = _LATEST.first(session, request_id=request_id)
    if latest is None:
        return None
    due = next((line.due_on for line in lines if line.due_on and line.returned_at is None), None)
    waits = extension_step(latest.state, source)
    return CaseExtension(
        nth=latest.nth,
        state=latest.state,
        step=waits.value if waits else "",
        days=latest.days,
        due_on=extended_day(session, due, latest.days) if waits and due else due,
        reason=latest.reason,
        note=latest.note,
    )
