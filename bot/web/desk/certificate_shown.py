"""核对证明 on the case page: for the room's staff other than who looked it up, and for its head."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from bot.web.pages.person import Person
from bot.web.told import audience_over
from core.certificates.certificate import CertificateState
from core.certificates.questions import certificate_of
from core.requests.case import Case
from core.requests.request import Request


def certificate_to_check(session: Session, case: Case, who: Person) -> dict[str, Any] | None:
    """What was drafted, shown to whoever may check it; None for everybody else."""
    if audience_over(who, case.room_id) == "applicant":
        return None
    request_id = session.exec(select(Request.id).where(Request.ref == case.ref)).one()
    found = certificate_of(session, request_id or 0)
    if found is None or found.state != CertificateState.DRAFTED:
        return None
    return {
        "id": found.ref,
        "own": found.looked_up_by == who.member_id,
        "matter": case.matter,
        "finding": found.finding,
        "source": found.source,
    }
