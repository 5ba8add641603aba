"""Ending all sessions (全部下线) and all tokens of one member."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import col

from core.members.proofs import SignIn, Token
from core.unit import OpenUnit


def end_sessions(unit: OpenUnit, member_id: int) -> int:
    """Revoke every open session of the member; gives how many there were."""
    ended = unit.session.exec(
        update(SignIn)
        .where(
            col(SignIn.member_id) == member_id,
            col(SignIn.revoked_at).is_(None),
            col(SignIn.expires_at) > unit.now,
        )
        .values(revoked_at=unit.now)
    )
    return ended.rowcount


def end_tokens(unit: OpenUnit, member_id: int) -> int:
    """Revoke every token of the member; gives how many there were."""
    ended = unit.session.exec(
        update(Token)
        .where(
            col(Token.member_id) == member_id,
            col(Token.revoked_at).is_(None),
            col(Token.expires_at) > unit.now,
        )
        .values(revoked_at=unit.now)
    )
    return ended.rowcount
