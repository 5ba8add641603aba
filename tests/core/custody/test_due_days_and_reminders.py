"""归还日按工作日算，节假日以表为准；到期当天提醒一次，已还的不提醒，重复的钟点不重发。
Due days count working days by the table; one reminder on the due day, none for what is back.
"""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from core.outcome import Outcome
from core.principal import Principal
from core.reminders.reminder import Reminder
from core.reminders.send_due_reminders import SendDueReminders
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
    (reminder,) = world.house.all(Reminder)
    assert reminder.due_at == dt.datetime(2026, 12, 7, 1, 0, tzinfo=dt.UTC)


async def tick(world: Lending, key: str = "") -> Outcome:
    return await world.house.do(Principal.clock(), SendDueReminders(), key)


async def test_the_due_day_reminds_the_applicant_once(world: Lending) -> None:
    await a_case(world, "out", world.lend())
    assert (await tick(world)).data == {"sent": 0, "looked_at": 0}
    world.house.clock.advance(days=9)
    assert (await tick(world)).data == {"sent": 1, "looked_at": 1}
    assert (await tick(world)).data == {"sent": 0, "looked_at": 0}
    assert [m.member_id for m in world.house.messages("due_reminder")] == [world.contact]
    assert len(world.house.log("reminder_sent")) == 1


async def test_what_is_back_needs_no_reminder(world: Lending) -> None:
    await a_case(world, "returned", world.lend())
    world.house.clock.advance(days=9)
    assert (await tick(world)).data == {"sent": 0, "looked_at": 1}
    assert [r.state for r in world.house.all(Reminder)] == ["not_needed"]
    assert world.house.messages("due_reminder") == []


async def test_a_repeated_tick_is_the_same_tick(world: Lending) -> None:
    await a_case(world, "out", world.lend())
    world.house.clock.advance(days=9)
    first, again = await tick(world, "09:00"), await tick(world, "09:00")
    assert (again.data, again.repeated) == (first.data, True)


async def test_a_volume_read_in_the_room_has_no_reminder(world: Lending) -> None:
    await a_case(world, "out")
    assert world.house.all(Reminder) == []


async def test_one_row_per_custody_and_rung_is_held_by_the_database(world: Lending) -> None:
    await a_case(world, "out", world.lend())
    (first,) = world.house.all(Reminder)
    twin = Reminder(custody_id=first.custody_id, rung=first.rung, due_at=first.due_at)
    with pytest.raises(IntegrityError):
        world.house.keep(twin)


async def test_only_the_clock_ticks(world: Lending) -> None:
    for who in (world.archivist, world.head):
        assert (await world.house.do(who, SendDueReminders())).code == "forbidden"
