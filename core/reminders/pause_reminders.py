"""Pause one's reminders (暂停提醒): until a day, with a colleague who gets them in the meantime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep
from core.members.member import Member
from core.members.questions import pseudonym_of
from core.reminders.choice import own_choice
from core.reminders.events import RemindersPaused, RemindersResumed
from core.reminders.stand_ins import stand_ins
from core.unit import OpenUnit

LONGEST = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseReminders(Command):
    """Up to and with the day `until`; a second pause takes the place of the first."""

    until: date
    stand_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeReminders(Command):
    """From now on they come to oneself again."""


@use_case(PauseReminders, anyone=True)
def pause_reminders(command: PauseReminders, unit: OpenUnit) -> Answer:
    """One's own only; nobody's reminders go nowhere. Raises BadValue."""
    assert unit.principal.member_id is not None
    today = local_date(unit.now)
    if not today <= command.until <= today + LONGEST:
        raise BadValue(field="until")
    colleagues = stand_ins(unit.session, unit.principal.member_id, unit.grants, unit.now)
    if command.stand_in_id not in {it.member_id for it in colleagues}:
        raise BadValue(field="stand_in")
    choice = own_choice(unit)
    choice.paused_until, choice.stand_in_id = command.until, command.stand_in_id
    unit.session.add(choice)
    stand_in = pseudonym_of(unit.session, command.stand_in_id)
    unit.record(RemindersPaused(ref=unit.actor, until=command.until, stand_in=stand_in))
    _tell(unit, command)
    return Done({"until": command.until.isoformat()})


@use_case(ResumeReminders, anyone=True)
def resume_reminders(command: ResumeReminders, unit: OpenUnit) -> Answer:
    """Raises ImpossibleStep when nothing is paused."""
    choice = own_choice(unit)
    if choice.paused_until is None or choice.paused_until < local_date(unit.now):
        raise ImpossibleStep(state="not_paused")
    choice.paused_until = choice.stand_in_id = None
    unit.session.add(choice)
    unit.record(RemindersResumed(ref=unit.actor))
    return Done()


def _tell(unit: OpenUnit, command: PauseReminders) -> None:
    """The colleague hears of it by the other's post."""
    own = unit.session.get_one(Member, unit.principal.member_id)
    once = f"stand_in:{own.id}:{command.until}:{unit.now.timestamp():.0f}"
    unit.send(
        command.stand_in_id,
        "reminders_stand_in",
        "",
        once=once,
        post=own.post,
        until=command.until,
    )
