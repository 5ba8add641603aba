"""When a house is opened, it learns the working days of the years that are already published."""

from __future__ import annotations

from core.clock import local_date
from core.event import when
from core.members.events import HouseOpened
from core.reminders.workdays import known_exceptions
from core.unit import OpenUnit


@when(HouseOpened)
def know_workdays(event: HouseOpened, unit: OpenUnit) -> None:
    year = local_date(unit.now).year
    for workday in known_exceptions((year, year + 1)):
        unit.session.merge(workday)
