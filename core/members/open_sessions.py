"""Open sessions (登录设备): what a member sees in the list from which they can end them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from core.members.proofs import SignIn
from core.members.who_is import IDLE


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner sees it."""

    ref: str
    device: str
    created_at: datetime
    last_seen_at: datetime


def open_sessions(session: Session, member_id: int, now: datetime) -> list[OpenSession]:
    """The member's sessions that still work, the latest used first."""
    rows = session.exec(
        select(SignIn.ref, SignIn.device, SignIn.created_at, SignIn.last_seen_at)
        .where(
            SignIn.member_id == member_id,
            col(SignIn.revoked_at).is_(None),
            SignIn.expires_at > now,
            SignIn.last_seen_at > now - IDLE,
        )
        .order_by(col(SignIn.last_seen_at).desc())
    ).all()
    return [OpenSession(*row) for row in rows]
