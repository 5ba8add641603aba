"""Set one's reminders (提醒设置): each by itself or one a day, and when not to be disturbed."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.reminders.choice import own_choice
from core.reminders.events import RemindersSet
from core.reminders.moment import is_quiet
from core.unit import OpenUnit

HOURS = range(24)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminders(Command):
    """Hours of the day, 0 to 23; no digest hour tells each case, twice the same hour is never quiet."""

    digest_hour: int | None
    quiet_from: int
    quiet_until: int


@use_case(SetReminders, anyone=True)
def set_reminders(command: SetReminders, unit: OpenUnit) -> Answer:
    """One's own only. Raises BadValue for no hour, or a digest within the quiet hours."""
    if command.quiet_from not in HOURS or command.quiet_until not in HOURS:
        raise BadValue(field="quiet_hours")
    choice = own_choice(unit)
    choice.quiet_from, choice.quiet_until = command.quiet_from, command.quiet_until
    if command.digest_hour is not None and (
        command.digest_hour not in HOURS or is_quiet(choice, command.digest_hour)
    ):
        raise BadValue(field="digest_hour")
    choice.digest_hour = command.digest_hour
    unit.session.add(choice)
    unit.record(
        RemindersSet(
            ref=unit.actor,
            digest_hour=command.digest_hour,
            quiet_from=command.quiet_from,
            quiet_until=command.quiet_until,
        )
    )
    return Done()
