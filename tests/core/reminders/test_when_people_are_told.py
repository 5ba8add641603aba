"""不在夜里、不在休息日打扰；愿意的每天汇成一条；加急的不等；请假的由同事代收。
Not at night, not on a day off; one a day for who wants it; the urgent at once; a stand-in while away.
"""

from __future__ import annotations

import datetime as dt

import pytest

from core.reminders.calendar import Calendar
from core.reminders.choice import ReminderChoice
from core.reminders.moment import moment_for
from core.reminders.notice import Notice
from core.reminders.pause_reminders import PauseReminders, ResumeReminders
from core.reminders.reminder import Reminder
from core.reminders.set_reminders import SetReminders
from tests.support.lending import Lending, a_case
from tests.support.reminding import a_loan, at, lines, outcomes, tick_at

# now → the first moment, and what it waits for: quiet from 18 to 8, Saturday 28 November off.
MOMENTS = [
    ("2026-11-25 09:00", "2026-11-25 09:00", ""),
    ("2026-11-25 07:59", "2026-11-25 08:00", "quiet_hours"),
    ("2026-11-25 18:00", "2026-11-26 08:00", "quiet_hours"),
    ("2026-11-27 23:30", "2026-11-30 08:00", "quiet_hours"),
    ("2026-11-28 10:00", "2026-11-30 08:00", "day_off"),
]


@pytest.fixture
def house_url(sqlite_house_url: str) -> str:
    """One database is enough here: what is asked is when, not whether two ask at once."""
    return sqlite_house_url


def local(text: str) -> dt.datetime:
    day, time = text.split()
    return at(day, dt.time.fromisoformat(time))


@pytest.mark.parametrize(("now", "moment", "held_for"), MOMENTS)
def test_the_first_moment_of_a_working_day(now: str, moment: str, held_for: str) -> None:
    choice = ReminderChoice(member_id=1, quiet_from=18, quiet_until=8)
    assert moment_for(choice, local(now), Calendar({})) == (local(moment), held_for)


def test_a_make_up_day_is_a_working_day_and_a_holiday_is_not() -> None:
    choice = ReminderChoice(member_id=1, quiet_from=18, quiet_until=8)
    calendar = Calendar({dt.date(2026, 11, 28): True, dt.date(2026, 11, 27): False})
    assert moment_for(choice, local("2026-11-27 10:00"), calendar).at == local("2026-11-28 08:00")


def test_without_quiet_hours_a_day_off_still_ends_in_the_morning() -> None:
    choice = ReminderChoice(member_id=1, quiet_from=0, quiet_until=0)
    assert moment_for(choice, local("2026-11-28 10:00"), Calendar({})).at == local(
        "2026-11-30 08:00"
    )
    assert moment_for(choice, local("2026-11-25 23:00"), Calendar({})).held_for == ""


def test_the_urgent_waits_for_nothing() -> None:
    choice = ReminderChoice(member_id=1, quiet_from=18, quiet_until=8, digest_hour=14)
    now = local("2026-11-28 23:00")
    assert moment_for(choice, now, Calendar({}), urgent=True) == (now, "")


async def test_a_tick_at_night_holds_and_the_morning_tells(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    assert await tick_at(world, "2026-12-02", dt.time(22, 0)) == []
    assert outcomes(world)["ahead"] == "held"
    assert [n.held_for for n in world.house.all(Notice)] == ["quiet_hours"]
    assert await tick_at(world, "2026-12-03", dt.time(7, 59)) == []
    assert len(await tick_at(world, "2026-12-03", dt.time(8, 0))) == 1
    assert outcomes(world)["ahead"] == "sent"


async def test_what_comes_back_in_the_night_is_not_said_in_the_morning(world: Lending) -> None:
    ref = await a_loan(world, "2026-11-25")
    await tick_at(world, "2026-12-02", dt.time(22, 0))
    await world.take_back(world.labels(ref)[0])
    assert await tick_at(world, "2026-12-03") == []
    assert outcomes(world)["ahead"] == "not_needed"
    assert [n.state for n in world.house.all(Notice)] == ["not_needed"]


async def test_a_later_rung_takes_the_place_of_a_held_one(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    await tick_at(world, "2026-12-02", dt.time(22, 0))
    assert len(await tick_at(world, "2026-12-04", dt.time(9, 0))) == 1
    assert (outcomes(world)["ahead"], outcomes(world)["due_day"]) == ("collapsed", "sent")
    assert sorted(n.state for n in world.house.all(Notice)) == ["collapsed", "sent"]


async def choose(world: Lending, member_id: int, digest: int | None = 14) -> None:
    command = SetReminders(digest_hour=digest, quiet_from=18, quiet_until=8)
    assert (await world.house.do(member_id, command)).done


async def test_one_message_a_day_holds_everything(world: Lending) -> None:
    await choose(world, world.contact)
    for number in range(2, 5):
        kept = world.shelve(f"GB-0000{number}", name=f"周{number}")
        world.house.clock.set(at("2026-11-25"))
        await a_case(world, "out", world.lend(dossier=kept.number))
    assert await tick_at(world, "2026-12-02") == []
    assert await tick_at(world, "2026-12-02", dt.time(14, 0)) == [
        (world.contact, "【今日提醒】共 3 件")
    ]
    (message,) = world.house.messages("remind_of_the_day")
    assert lines(message)[1].endswith("应于 12月4日（周五）归还，还剩 2 个工作日")
    assert {row.state for row in world.house.all(Reminder) if row.rung == "ahead"} == {"sent"}


async def test_a_second_message_waits_for_the_next_day(world: Lending) -> None:
    await choose(world, world.contact, digest=9)
    await a_loan(world, "2026-11-25")
    kept = world.shelve("GB-00002", name="周二")
    world.house.clock.set(at("2026-11-25"))
    await a_case(world, "out", world.lend(dossier=kept.number))
    slot = next(r for r in world.house.all(Reminder) if r.rung == "ahead")
    slot.due_at = at("2026-12-02", dt.time(15, 0))
    world.house.keep(slot)
    assert len(await tick_at(world, "2026-12-02")) == 1
    assert await tick_at(world, "2026-12-02", dt.time(15, 0)) == []
    assert len(await tick_at(world, "2026-12-03")) == 1


async def test_a_digest_within_the_quiet_hours_is_refused(world: Lending) -> None:
    command = SetReminders(digest_hour=20, quiet_from=18, quiet_until=8)
    outcome = await world.house.do(world.contact, command)
    assert (outcome.code, outcome.data) == ("bad_value", {"field": "digest_hour"})


async def pause(world: Lending, until: str, stand_in: int) -> str:
    command = PauseReminders(until=dt.date.fromisoformat(until), stand_in_id=stand_in)
    return (await world.house.do(world.contact, command)).code


async def test_who_is_away_has_a_stand_in_who_is_told_so(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    assert await pause(world, "2026-12-03", world.leader) == ""
    assert [m.member_id for m in world.house.messages("reminders_stand_in")] == [world.leader]
    ((told, _),) = await tick_at(world, "2026-12-02")
    assert told == world.leader
    (notice,) = world.house.all(Notice)
    assert notice.instead_of == world.contact
    assert "代收" in lines(world.house.messages("remind_loan")[0])[-1]


async def test_a_pause_ends_by_itself_on_its_day(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    await pause(world, "2026-12-03", world.leader)
    ((told, _),) = await tick_at(world, "2026-12-04")
    assert told == world.contact


async def test_a_pause_can_be_ended_early_once(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    await pause(world, "2026-12-03", world.leader)
    assert (await world.house.do(world.contact, ResumeReminders())).done
    assert (await world.house.do(world.contact, ResumeReminders())).code == "impossible_step"
    ((told, _),) = await tick_at(world, "2026-12-02")
    assert told == world.contact


async def test_an_urgent_one_goes_to_both(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    command = PauseReminders(until=dt.date(2026, 12, 31), stand_in_id=world.archivist)
    assert (await world.house.do(world.head, command)).done
    for day in ("2026-12-04", "2026-12-07", "2026-12-09"):
        await tick_at(world, day)
    told = sorted(member for member, _ in await tick_at(world, "2026-12-15"))
    assert told == [world.archivist, world.head, world.authority]


@pytest.mark.parametrize("until", ["2026-11-24", "2027-03-01"])
async def test_a_pause_is_from_today_and_at_most_ninety_days(world: Lending, until: str) -> None:
    assert await pause(world, until, world.leader) == "bad_value"


async def test_a_stranger_does_not_stand_in(world: Lending) -> None:
    assert await pause(world, "2026-12-03", world.archivist) == "bad_value"
    assert await pause(world, "2026-12-03", world.contact) == "bad_value"
