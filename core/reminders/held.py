"""Held notices (暂存的通知): claimed before, not told yet; looked at again with what is due now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, or_, select, text, update
from sqlmodel import Session, col

from core.prepared import Prepared
from core.reminders.claim import Claimed
from core.reminders.letters import Reader
from core.reminders.notice import Notice, NoticeState
from core.reminders.reminder import Reminder

# Written out as the partial index has it.
_WAITS = text("notice.state = 'waiting'")
_NEXT = Prepared(
    select(col(Notice.id)).where(_WAITS, col(Notice.send_at) <= bindparam("now")).limit(1)
)
_SLOT: list[Any] = [getattr(Reminder, name) for name in Claimed._fields]
_READER: list[Any] = [getattr(Notice, name) for name in Reader._fields]


class Held(NamedTuple):
    """A notice that waits, with the slot that it speaks of."""

    id: int
    send_at: datetime
    slot: Claimed
    reader: Reader


def anything_held(session: Session, now: datetime) -> bool:
    """Whether a held notice may go out by now."""
    return _NEXT.first(session, now=now) is not None


def held_notices(session: Session, now: datetime, slots: Iterable[Claimed]) -> list[Held]:
    """What may go out by now, and whatever waits about the subjects of these slots."""
    same = [
        and_(col(Reminder.subject) == subject, col(Reminder.subject_id).in_(ids))
        for subject, ids in _by_subject(slots).items()
    ]
    found = session.execute(
        select(col(Notice.id), col(Notice.send_at), *_SLOT, *_READER)
        .join(Reminder, col(Reminder.id) == col(Notice.reminder_id))
        .where(_WAITS, or_(col(Notice.send_at) <= now, *same))
        .order_by(col(Notice.id))
        .with_for_update()
    ).all()
    split = 2 + len(_SLOT)
    return [
        Held(row[0], row[1], Claimed(*row[2:split]), Reader(*row[split:]))
        for row in map(tuple, found)
    ]


def settle_notices(
    session: Session, notices: Iterable[Held], outcome: NoticeState, now: datetime
) -> None:
    """What became of these."""
    _change(session, notices, state=outcome, settled_at=now)


def hold_again(session: Session, notice: Held, at: datetime, held_for: str) -> None:
    """A tick that came late finds the night, or a day off: not now either."""
    _change(session, [notice], send_at=at, held_for=held_for)


def _change(session: Session, notices: Iterable[Held], **values: Any) -> None:
    ids = [notice.id for notice in notices]
    if ids:
        session.execute(
            update(Notice)
            .where(col(Notice.id).in_(ids))
            .values(**values)
            .execution_options(synchronize_session=False)
        )


def _by_subject(slots: Iterable[Claimed]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {}
    for slot in slots:
        ids.setdefault(slot.subject, []).append(slot.subject_id)
    return ids
