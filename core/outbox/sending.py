"""Sending (发送): lease a message, send it, then mark it; a lease that runs out is taken again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import bindparam, func, or_, select, text, update
from sqlmodel import Session, SQLModel, col

from core.outbox.message import Message, MessageState
from core.prepared import Prepared

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 10
FEW_ATTEMPTS = 4  # half a minute of pauses, or one long one that the channel asked for


class DeliveryFailed(Exception):
    """The channel could not deliver; only a transient failure is tried again."""

    def __init__(self, reason: str, *, permanent: bool, retry_after: float = 0) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Leased:
    """A message that this sender holds for a minute."""

    id: int
    channel: str
    member_id: int
    kind: str
    about: str
    args: dict[str, object]
    attempts: int


# Written out as the index of what is due has it: bound as values, SQLite would read every message
# that was ever sent.
_UNSENT = text("outbox.state IN ('waiting', 'sending')")


_outbox = SQLModel.metadata.tables[Message.__tablename__]
_SENT = Prepared(
    update(_outbox)
    .where(_outbox.c.id == bindparam("message_id"))
    .values(state=MessageState.SENT, sent_at=bindparam("now"), lease_until=None)
)


def lease(session: Session, now: datetime, most: int, channels: Sequence[str]) -> list[Leased]:
    """Claim due messages of these channels in order; each is held by one sender at a time."""
    due = session.execute(
        select(*_LEASED)
        .where(
            _UNSENT,
            *_due(now, channels),
        )
        .order_by(col(Message.not_before), col(Message.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    return _hold(session, due, now)


def lease_one_each(
    session: Session, now: datetime, most: int, channel: str, *, but_not: Collection[int]
) -> list[Leased]:
    """The oldest due message of each member, but not of these: one at a time keeps their order.

    Behind a message that is to be tried again soon the member's others wait, or it would come last.
    """
    again = (
        select(col(Message.member_id))
        .where(_UNSENT, col(Message.channel) == channel, col(Message.not_before) > now)
        .where(col(Message.attempts).between(1, FEW_ATTEMPTS))
    )
    first = (
        select(func.min(col(Message.id)))
        .where(_UNSENT, *_due(now, [channel]), col(Message.member_id).not_in(but_not))
        .where(col(Message.member_id).not_in(again))
        .group_by(col(Message.member_id))
        .limit(most)
    )
    due = session.execute(
        select(*_LEASED).where(col(Message.id).in_(first)).with_for_update(skip_locked=True)
    ).all()
    return _hold(session, due, now)


def _due(now: datetime, channels: Sequence[str]) -> tuple[Any, ...]:
    free = or_(col(Message.state) == MessageState.WAITING, col(Message.lease_until) < now)
    return (col(Message.not_before) <= now, col(Message.channel).in_(channels), free)


def _hold(session: Session, due: Sequence[Any], now: datetime) -> list[Leased]:
    session.execute(
        update(Message)
        .where(col(Message.id).in_([row.id for row in due]))
        .values(
            state=MessageState.SENDING, lease_until=now + LEASE, attempts=col(Message.attempts) + 1
        )
        .execution_options(synchronize_session=False)
    )
    return [_leased(row) for row in due]


_LEASED: list[Any] = [
    getattr(Message, name)
    for name in ("id", "channel", "member_id", "kind", "about", "args", "attempts")
]


def _leased(row: Any) -> Leased:
    args, attempts = orjson.loads(row.args), row.attempts + 1
    return Leased(row.id, row.channel, row.member_id, row.kind, row.about, args, attempts)


def mark_sent(session: Session, ids: Iterable[int], now: datetime) -> None:
    for message_id in ids:
        _SENT(session, message_id=message_id, now=now)


def mark_failed(session: Session, message: Leased, error: DeliveryFailed, now: datetime) -> None:
    """Back to waiting with a growing pause, or dead where trying again cannot help."""
    dead = error.permanent or message.attempts >= MOST_ATTEMPTS
    pause = max(error.retry_after, min(2.0**message.attempts, 600.0))
    session.execute(
        update(Message)
        .where(col(Message.id) == message.id)
        .values(
            state=MessageState.DEAD if dead else MessageState.WAITING,
            not_before=now + timedelta(seconds=pause),
            lease_until=None,
            error=str(error)[:200],
        )
    )
