"""归还日按工作日算，节假日以表为准 / Due days count working days by the table."""

from __future__ import annotations

import datetime as dt

import pytest

from core.reminders.reminder import Reminder
from core.reminders.workdays import Workday, after_working_days, known_exceptions
from tests.support.house import House
from tests.support.lending import Lending, a_case

# (start, working days, the day): the six make-up days of 2026 and three holidays.
DAYS = [
    ("2026-09-23", 5, "2026-10-08"),
    ("2026-02-12", 5, "2026-02-26"),
    ("2026-04-29", 5, "2026-05-09"),
    ("2026-11-25", 7, "2026-12-04"),
    ("2026-11-27", 1, "2026-11-30"),
    ("2026-11-25", 0, "2026-11-25"),
]


@pytest.mark.parametrize(("start", "days", "expected"), DAYS)
def test_working_days_follow_the_state_councils_notice(
    house: House, start: str, days: int, expected: str
) -> None:
    for row in known_exceptions([2026]):
        house.keep(row)
    with house.looking() as session:
        found = after_working_days(session, dt.date.fromisoformat(start), days)
    assert found.isoformat() == expected


def test_a_year_that_is_not_known_yet_gives_no_exceptions() -> None:
    assert known_exceptions([2090]) == []


async def test_a_lent_volume_is_due_after_seven_working_days(world: Lending) -> None:
    world.house.keep(Workday(day=dt.date(2026, 12, 4), is_work=False, source="room"))
    ref = await a_case(world, "ready", world.lend())
    await world.show_evidence(ref)
    assert (await world.hand_over(ref)).data["due_on"] == "2026-12-07"
    (reminder,) = [row for row in world.house.all(Reminder) if row.rung == "due_day"]
    assert reminder.due_at == dt.datetime(2026, 12, 7, 1, 0, tzinfo=dt.UTC)
