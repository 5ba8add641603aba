"""Hush gap cards (暂不再提醒查缺): for oneself and until a day; what is owed stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.reminders.choice import own_choice
from core.reminders.events import GapCardsHushed
from core.reminders.notice import Notice, NoticeState
from core.reminders.reminder import Reminder, ReminderState
from core.reminders.subjects import GAP_WEEK
from core.unit import OpenUnit

LONGEST = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class HushGapCards(Command):
    """Up to and with the day `until`; None has them come again."""

    until: date | None


@use_case(HushGapCards, anyone=True)
def hush_gap_cards(command: HushGapCards, unit: OpenUnit) -> Answer:
    """One's own only, four weeks at most. Raises BadValue(until)."""
    today = local_date(unit.now)
    if command.until is not None and not today <= command.until <= today + LONGEST:
        raise BadValue(field="until")
    choice = own_choice(unit)
    choice.no_gap_cards_until = command.until
    unit.session.add(choice)
    if command.until is not None:
        _let_go(unit)
    unit.record(GapCardsHushed(ref=unit.actor, until=command.until))
    return Done({"until": command.until.isoformat() if command.until else ""})


def _let_go(unit: OpenUnit) -> None:
    """A card that is held for the night or a digest will not be sent either."""
    rows = unit.session.exec(
        select(Notice, Reminder)
        .join(Reminder, col(Reminder.id) == Notice.reminder_id)
        .where(Reminder.subject == GAP_WEEK, Notice.state == NoticeState.WAITING)
        .where(Notice.member_id == unit.principal.member_id)
    ).all()
    for notice, reminder in rows:
        notice.state, notice.settled_at = NoticeState.NOT_NEEDED, unit.now
        unit.session.flush()
        others = select(Notice.id).where(
            Notice.reminder_id == reminder.id, Notice.state == NoticeState.WAITING
        )
        if reminder.state == ReminderState.HELD and unit.session.exec(others).first() is None:
            reminder.state = ReminderState.NOT_NEEDED
