"""A code that was read away from the counter (看码): whose case it is and whether it still opens.

Nothing is presented by it: a hand-over needs the code at the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from core.holdings.dossier import Secrecy
from core.members.member import Role
from core.members.scope import Viewer
from core.requests.case import Case
from core.requests.case_view import case_view
from core.requests.collection_code import CollectionCode
from core.requests.request import Request, Source


@dataclass(frozen=True, slots=True)
class CodeSeen:
    """`standing` is live, used or over (replaced, or out of time)."""

    case: Case
    standing: str


def code_seen(session: Session, code_hash: str, viewer: Viewer, now: datetime) -> CodeSeen | None:
    """None for a code that is not of this archivist's room, and for a case no chat may mention."""
    code = session.get(CollectionCode, code_hash)
    if code is None:
        return None
    request = session.exec(select(Request).where(Request.id == code.request_id)).one()
    if request.source == Source.ORGAN or not _keeps(viewer, request.room_id):
        return None
    case = case_view(session, request.ref)
    if any(line.secrecy != Secrecy.NONE for line in case.lines):
        return None
    return CodeSeen(case, _standing(code, now))


def _keeps(viewer: Viewer, room_id: int) -> bool:
    return any(
        held.role == Role.ARCHIVIST and held.unit_id is None and held.room_id == room_id
        for held in viewer.grants
    )


def _standing(code: CollectionCode, now: datetime) -> str:
    if code.used_at is not None:
        return "used"
    return "live" if code.revoked_at is None and code.expires_at > now else "over"
