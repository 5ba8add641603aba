"""A stretch of the working calendar (工作日历): counting forward, back and between, in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday, except for the days that say otherwise."""

    exceptions: Mapping[dt.date, bool]

    def works(self, day: dt.date) -> bool:
        return self.exceptions.get(day, day.weekday() < 5)

    def shifted(self, start: dt.date, days: int) -> dt.date:
        """The `days`-th working day after `start`, before it when negative; `start` is not counted."""
        step, left, day = dt.timedelta(days=1 if days > 0 else -1), abs(days), start
        while left > 0:
            day += step
            left -= self.works(day)
        return day

    def between(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` is the earlier."""
        if end < start:
            return -self.between(end, start)
        days = (start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.works(day) for day in days)
