"""The moment (何时发): not at night, not on a day off, for some once a day; an urgent one at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from core.clock import SHANGHAI
from core.reminders.calendar import Calendar
from core.reminders.choice import ReminderChoice
from core.reminders.notice import HeldFor

EARLIEST = 8


class Moment(NamedTuple):
    """When (UTC), and what it waits for until then."""

    at: datetime
    held_for: HeldFor


def moment_for(
    choice: ReminderChoice, now: datetime, calendar: Calendar, *, urgent: bool = False
) -> Moment:
    """The first moment from now on at which this member may be told."""
    if urgent:
        return Moment(now, HeldFor.NOTHING)
    local, held_for = _open_time(choice, now.astimezone(SHANGHAI), calendar)
    if choice.digest_hour is not None:
        local, held_for = _digest_time(choice, local, held_for, calendar)
    return Moment(local.astimezone(UTC), held_for)


def is_quiet(choice: ReminderChoice, hour: int) -> bool:
    """Whether the hour lies in the quiet hours, which may pass midnight."""
    if choice.quiet_from < choice.quiet_until:
        return choice.quiet_from <= hour < choice.quiet_until
    if choice.quiet_from == choice.quiet_until:
        return False
    return hour >= choice.quiet_from or hour < choice.quiet_until


def _open_time(
    choice: ReminderChoice, local: datetime, calendar: Calendar
) -> tuple[datetime, HeldFor]:
    if not calendar.works(local.date()):
        return _on(calendar.shifted(local.date(), 1), _opens(choice)), HeldFor.DAY_OFF
    if not is_quiet(choice, local.hour):
        return local, HeldFor.NOTHING
    if local.hour < choice.quiet_until:
        return _on(local.date(), choice.quiet_until), HeldFor.QUIET_HOURS
    # The evening: the next day's end of the quiet hours, which may be a day off.
    morning = _on(local.date() + timedelta(days=1), choice.quiet_until)
    if calendar.works(morning.date()):
        return morning, HeldFor.QUIET_HOURS
    return _on(calendar.shifted(local.date(), 1), _opens(choice)), HeldFor.QUIET_HOURS


def _opens(choice: ReminderChoice) -> int:
    """The hour at which a working day begins for them: never midnight."""
    return max(choice.quiet_until if is_quiet(choice, 0) else 0, EARLIEST)


def _digest_time(
    choice: ReminderChoice, local: datetime, held_for: HeldFor, calendar: Calendar
) -> tuple[datetime, HeldFor]:
    assert choice.digest_hour is not None
    if choice.last_digest_on == local.date():
        return _on(calendar.shifted(local.date(), 1), choice.digest_hour), HeldFor.DIGEST
    hour = _on(local.date(), choice.digest_hour)
    return (hour, held_for or HeldFor.DIGEST) if local < hour else (local, held_for)


def _on(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=SHANGHAI)
