"""Who polls (轮询权): Telegram lets one ask at a time; the others stand by until the lease runs out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from bot.channels.telegram.rows import TelegramHolder

LEASE = timedelta(seconds=90)
FRESH = timedelta(minutes=3)


def hold(session: Session, bot_id: int, me: str, now: datetime) -> bool:
    """Take or keep the right to poll; whether it is ours now."""
    if session.get(TelegramHolder, bot_id) is None:
        session.add(TelegramHolder(bot_id=bot_id, holder=me, lease_until=now + LEASE))
        session.flush()
        return True
    taken = session.exec(
        update(TelegramHolder)
        .where(
            col(TelegramHolder.bot_id) == bot_id,
            (col(TelegramHolder.holder) == me) | (col(TelegramHolder.lease_until) < now),
        )
        .values(holder=me, lease_until=now + LEASE)
    )
    return taken.rowcount == 1


def note_good_poll(session: Session, bot_id: int, now: datetime) -> None:
    session.execute(
        update(TelegramHolder).where(col(TelegramHolder.bot_id) == bot_id).values(last_good_at=now)
    )


def release(session: Session, bot_id: int, me: str, now: datetime) -> None:
    """A clean stop lets another begin at once."""
    session.execute(
        update(TelegramHolder)
        .where(col(TelegramHolder.bot_id) == bot_id, col(TelegramHolder.holder) == me)
        .values(lease_until=now - timedelta(seconds=1))
    )


def is_polled(session: Session, bot_id: int, now: datetime) -> bool:
    """Whether somebody asked and was answered within the last three minutes."""
    last = session.exec(
        select(TelegramHolder.last_good_at).where(TelegramHolder.bot_id == bot_id)
    ).first()
    return last is not None and now - last <= FRESH
