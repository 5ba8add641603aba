"""演示历史的时刻：过去按工作日倒数；今天的事都在午夜之后、此刻之前。

Moments of the demo's past: working days counted back; nothing of today before midnight or ahead.
"""

from datetime import UTC, datetime, time

import pytest

from bot.demo.past_days import PastDays
from core.clock import local_date
from core.reminders.workdays import Workday

# Monday 23 November 2026, in Shanghai: at noon, and seven minutes after midnight.
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 11, 22, 16, 7, tzinfo=UTC)


def test_the_working_day_before_monday_is_friday():
    assert PastDays(NOON, []).moment(1, time(9, 0)) == datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def test_a_saturday_that_is_worked_counts():
    saturday = Workday(day=datetime(2026, 11, 21, tzinfo=UTC).date(), is_work=True, source="t")
    day = PastDays(NOON, [saturday]).moment(1, time(9, 0))
    assert local_date(day) == saturday.day


@pytest.mark.parametrize("now", [NOON, AFTER_MIDNIGHT])
@pytest.mark.parametrize("hour", [time(8, 40), time(14, 40), time(16, 20)])
def test_what_happened_today_lies_between_midnight_and_now(now, hour):
    moment = PastDays(now, []).moment(0, hour)
    assert moment <= now
    assert local_date(moment) == local_date(now)


def test_today_keeps_the_order_of_the_hours():
    days = PastDays(AFTER_MIDNIGHT, [])
    assert days.moment(0, time(8, 40)) < days.moment(0, time(14, 40))
