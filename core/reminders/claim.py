"""Claiming (认领): due slots are taken in one statement, each once, whoever else ticks.

A tick after a long silence takes every due slot of a subject together, so that it can speak once.
Two processes tick one after the other: the second waits for the first and finds what is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, text, update
from sqlmodel import Session, col

from core.prepared import Prepared
from core.reminders.reminder import Reminder, ReminderState


class Claimed(NamedTuple):
    """A slot that this tick answers for."""

    id: int
    subject: str
    subject_id: int
    due_on: date
    rung: str


# Written out as the partial index has it; bound as a value, SQLite would read every slot ever kept.
_WAITS = text("reminder.state = 'waiting'")
_DUE = select(col(Reminder.id)).where(_WAITS, col(Reminder.due_at) <= bindparam("now"))
_NEXT = Prepared(_DUE.limit(1))
_TAKEN: list[Any] = [getattr(Reminder, name) for name in Claimed._fields]


_ALL_DUE = Prepared(
    select(*_TAKEN)
    .where(_WAITS, col(Reminder.due_at) <= bindparam("now"))
    .order_by(col(Reminder.due_at), col(Reminder.id))
)


# Prepared: a tick comes every half minute, and to compile this costs more than to run it.
_CLAIM = Prepared(
    update(Reminder)
    .where(
        col(Reminder.id).in_(
            _DUE.order_by(col(Reminder.due_at), col(Reminder.id))
            .limit(bindparam("most"))
            .with_for_update()
        )
    )
    .values(state=ReminderState.SENT, settled_at=bindparam("claimed_at"))
    .returning(*_TAKEN)
)


def anything_due(session: Session, now: datetime) -> bool:
    """Whether a tick would find a slot at all; a glance at one index."""
    return _NEXT.first(session, now=now) is not None


def claim(session: Session, now: datetime, most: int) -> list[Claimed]:
    """Take up to `most` due slots, and the other due ones of their subjects; sent until said otherwise."""
    first = [Claimed(*row) for row in _CLAIM(session, now=now, most=most, claimed_at=now)]
    found = list(first)
    if len(first) < most:
        return found
    for subject, ids in _by_subject(first).items():
        more = _DUE.where(col(Reminder.subject) == subject, col(Reminder.subject_id).in_(ids))
        found += _take(session, now, more.order_by(col(Reminder.due_at), col(Reminder.id)))
    return found


def due_at_that_time(session: Session, now: datetime) -> list[Claimed]:
    """What a tick at this moment would find; nothing is taken."""
    return [Claimed(*row) for row in _ALL_DUE(session, now=now)]


def _take(session: Session, now: datetime, wanted: Any) -> list[Claimed]:
    rows = session.execute(
        update(Reminder)
        .where(col(Reminder.id).in_(wanted.with_for_update()))
        .values(state=ReminderState.SENT, settled_at=now)
        .returning(*_TAKEN)
        .execution_options(synchronize_session=False),
        {"now": now},
    ).all()
    return [Claimed(*row) for row in rows]


def _by_subject(claimed: Iterable[Claimed]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {}
    for slot in claimed:
        ids.setdefault(slot.subject, []).append(slot.subject_id)
    return ids


def settle(session: Session, slots: Iterable[Claimed], outcome: ReminderState) -> None:
    """What became of these, instead of being sent."""
    ids = [slot.id for slot in slots]
    if ids:
        session.execute(
            update(Reminder)
            .where(col(Reminder.id).in_(ids))
            .values(state=outcome)
            .execution_options(synchronize_session=False)
        )
