"""When a house is opened, it learns the working days of the years that are already published."""

from __future__ import annotations

from core.event import when
from core.members.events import HouseOpened
from core.reminders.learn_workdays import LearnWorkdays, learn_workdays
from core.unit import OpenUnit


@when(HouseOpened)
def know_workdays(event: HouseOpened, unit: OpenUnit) -> None:
    learn_workdays(LearnWorkdays(), unit)
