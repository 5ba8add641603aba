"""Forgetting (清理收件记录): updates that were dealt with, once nobody can bring them again.

Telegram keeps what nobody fetched for a day at most. A handled update is remembered for longer than
that, so that it is known whatever number it comes under; links go when they have long been dead.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, delete, select

from bot.channels.telegram.rows import TelegramLink, TelegramUpdate, UpdateState

AT_ONCE = 2_000  # the writer is everybody's: a long absence is cleared in steps


def forget_handled(session: Session, before: datetime) -> int:
    """Delete some of what was done before this moment; how many. What failed stays to be seen."""
    old = (
        select(TelegramUpdate.id)
        .where(TelegramUpdate.state == UpdateState.DONE, TelegramUpdate.received_at < before)
        .limit(AT_ONCE)
    )
    gone = session.exec(delete(TelegramUpdate).where(col(TelegramUpdate.id).in_(old)))
    session.exec(delete(TelegramLink).where(col(TelegramLink.expires_at) < before))
    return gone.rowcount
