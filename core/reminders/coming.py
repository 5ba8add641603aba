"""Coming reminders (将发的提醒), and who is away with whom in their stead: for a handover note."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col, text

from core.clock import local_date
from core.members.member import Member
from core.members.scope import Viewer, visible
from core.reminders.choice import ReminderChoice
from core.reminders.reminder import Reminder
from core.reminders.subjects import SUBJECTS, Standing

MOST = 300


@dataclass(frozen=True, slots=True)
class Coming:
    """A slot that waits, with its subject as it stands."""

    due_at: datetime
    subject: str
    rung: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Away:
    """Someone who pauses their reminders, by number; and who gets them."""

    number: str
    until: date
    stand_in: str


def coming(session: Session, rooms: Collection[int], until: datetime) -> list[Coming]:
    """What these rooms' cases will still be reminded of; what no list may show is left out."""
    rows = session.scalars(
        select(Reminder)
        .where(text("reminder.state = 'waiting'"), col(Reminder.due_at) <= until)
        .order_by(col(Reminder.due_at), col(Reminder.id))
        .limit(MOST)
    ).all()
    standings = {
        kind: look(
            session, {row.subject_id for row in rows if row.subject == kind}, local_date(until)
        )
        for kind, look in SUBJECTS.items()
    }
    found = [(row, standings.get(row.subject, {}).get(row.subject_id)) for row in rows]
    return [
        Coming(row.due_at, row.subject, row.rung, standing)
        for row, standing in found
        if standing is not None
        and standing.is_open
        and standing.room_id in rooms
        and (standing.recurs or standing.due_on == row.due_on)
        and not standing.discreet
        and not standing.unspoken
    ]


def away(session: Session, viewer: Viewer, today: date) -> list[Away]:
    """Colleagues whose reminders go to somebody else for now."""
    statement: Any = (
        select(
            col(Member.number), col(ReminderChoice.paused_until), col(ReminderChoice.stand_in_id)
        )
        .join(ReminderChoice, col(ReminderChoice.member_id) == col(Member.id))
        .where(col(ReminderChoice.paused_until) >= today)
        .order_by(col(Member.number))
    )
    rows = session.execute(visible(statement, Member, viewer)).all()
    named: Any = select(col(Member.id), col(Member.number)).where(
        col(Member.id).in_([stand_in for _, _, stand_in in rows])
    )
    numbers = {row[0]: row[1] for row in session.execute(named)}
    return [Away(number, until, numbers[stand_in]) for number, until, stand_in in rows]
