"""Past working days (过去的工作日), counted back from today, and the hours within them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from core.clock import SHANGHAI, local_date
from core.reminders.workdays import Workday

OPENS, CLOSES = time(8, 30), time(17, 0)
MOST_OF_TODAY = timedelta(hours=3)


class PastDays:
    """`moment(3, time(9, 30))` is half past nine on the third working day before today.

    Day 0 is today, whatever the hour: its office hours are pressed into the time that has passed
    since midnight (three hours at most), so that nothing of today lies in the future.
    """

    def __init__(self, now: datetime, exceptions: list[Workday]) -> None:
        self.now = now
        self.today = local_date(now)
        self._exceptions = {row.day: row.is_work for row in exceptions}

    def moment(self, days_ago: int, at: time) -> datetime:
        if days_ago == 0:
            return self._of_today(at)
        return datetime.combine(self._day(days_ago), at, tzinfo=SHANGHAI).astimezone(UTC)

    def _day(self, days_ago: int) -> date:
        day = self.today
        while days_ago > 0:
            day -= timedelta(days=1)
            days_ago -= self._exceptions.get(day, day.weekday() < 5)
        return day

    def _of_today(self, at: time) -> datetime:
        midnight = datetime.combine(self.today, time(), tzinfo=SHANGHAI)
        span = min(self.now - midnight, MOST_OF_TODAY)
        share = (_minutes(at) - _minutes(OPENS)) / (_minutes(CLOSES) - _minutes(OPENS))
        return self.now - span * (1 - min(max(share, 0.0), 1.0))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
