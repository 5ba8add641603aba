"""Learn working days (学习工作日): a year that the library has come to know since it was last asked."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.reminders.keep_year import keep_year
from core.reminders.known_year import known_years
from core.reminders.workdays import LIBRARY, known_exceptions
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnWorkdays(Command):
    """This year and the next; a year that is known already stays as it is."""


@use_case(LearnWorkdays, principals={"clock", "setup"})
def learn_workdays(command: LearnWorkdays, unit: OpenUnit) -> Answer:
    this_year = local_date(unit.now).year
    learnt = []
    for year in {this_year, this_year + 1} - known_years(unit.session):
        days = {row.day: row.is_work for row in known_exceptions([year])}
        if days:
            keep_year(unit, year, days, source=LIBRARY)
            learnt.append(year)
    return Done({"learnt": sorted(learnt)})
