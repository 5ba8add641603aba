"""明年的放假安排没公布以前，落在明年的日子是暂定的；公布后重新核定，动了的告知，提醒跟着走。
A day in a year not published yet is provisional; once it is, it is counted again and people are told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import delete

from core.custody.custody import Custody
from core.members.member import Role
from core.outcome import Outcome
from core.principal import Principal
from core.reminders.import_workdays import ImportWorkdays
from core.reminders.known_year import KnownYear
from core.reminders.learn_workdays import LearnWorkdays
from core.reminders.provisional import Provisional
from core.reminders.reminder import Reminder
from core.reminders.workdays import Workday
from core.requests.case_view import case_view
from tests.support.house import House
from tests.support.lending import Lending, a_case
from tests.support.reminding import a_loan, at, lines, tick_at

OFF_2027 = tuple(
    dt.date.fromisoformat(day)
    for day in ("2027-01-01", "2027-01-04", "2027-01-05", "2027-05-01", "2027-10-01")
)


@pytest.fixture
def world(house_url: str) -> Iterator[Lending]:
    """2026 is known, 2027 is not."""
    house = House(house_url)
    with house.database.writing() as connection:
        connection.execute(delete(KnownYear).where(KnownYear.year == 2027))  # type: ignore[arg-type]
    yield Lending(house)
    house.close()


async def publish(world: Lending, *, works: tuple[dt.date, ...] = ()) -> Outcome:
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    command = ImportWorkdays(document="国办发明电〔2026〕7号", off=OFF_2027, works=works)
    return await world.house.do(administrator, command)


def due_on(world: Lending) -> dt.date | None:
    return world.house.all(Custody)[0].due_on


def shown_provisional(world: Lending, ref: str) -> bool:
    with world.house.looking() as session:
        return case_view(session, ref).out_lines[0].is_provisional


async def test_a_day_in_a_known_year_is_not_provisional(world: Lending) -> None:
    ref = await a_loan(world, "2026-12-01")
    assert not shown_provisional(world, ref)
    assert world.house.all(Provisional) == []


async def test_a_day_beyond_is_marked_and_moves_when_the_year_is_known(world: Lending) -> None:
    ref = await a_loan(world, "2026-12-28")  # seven working days by weekdays alone
    assert (due_on(world), shown_provisional(world, ref)) == (dt.date(2027, 1, 6), True)
    assert (await publish(world)).data == {"year": 2027, "days": 5}
    assert (due_on(world), shown_provisional(world, ref)) == (dt.date(2027, 1, 11), False)
    (kept,) = world.house.all(Provisional)
    assert (kept.working_days, kept.became) == (7, dt.date(2027, 1, 11))


async def test_people_are_told_of_a_day_that_moved(world: Lending) -> None:
    await a_loan(world, "2026-12-28")
    await publish(world)
    told = world.house.messages("due_day_moved")
    assert [m.member_id for m in told] == [world.contact, world.archivist]
    assert "1月6日（周三）改为 1月11日（周一）17:00 前" in lines(told[0])[1]


async def test_the_reminders_go_with_the_day(world: Lending) -> None:
    await a_loan(world, "2026-12-28")
    await publish(world)
    slots = {row.rung: row for row in world.house.all(Reminder) if row.state == "waiting"}
    assert {row.due_on for row in slots.values()} == {dt.date(2027, 1, 11)}
    assert slots["ahead"].due_at == at("2027-01-07")
    assert await tick_at(world, "2027-01-06") == []
    assert len(await tick_at(world, "2027-01-07")) == 1


async def test_a_day_that_stands_is_confirmed_without_a_message(world: Lending) -> None:
    ref = await a_loan(world, "2026-12-28")
    days = (dt.date(2027, 1, 4), dt.date(2027, 1, 5))
    off = tuple(day for day in OFF_2027 if day not in (*days, dt.date(2027, 1, 1)))
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    command = ImportWorkdays(
        document="国办发明电〔2026〕7号",
        off=(dt.date(2027, 1, 1), *off),
        works=(dt.date(2027, 1, 2),),
    )
    assert (await world.house.do(administrator, command)).done
    assert (due_on(world), shown_provisional(world, ref)) == (dt.date(2027, 1, 6), False)
    assert world.house.messages("due_day_moved") == []
    assert len(world.house.log("due_day_settled")) == 1


async def test_a_rung_beyond_moves_though_its_day_does_not(world: Lending) -> None:
    await a_loan(world, "2026-12-21")  # due 30 December; three working days late lie in January
    assert due_on(world) == dt.date(2026, 12, 30)
    await publish(world)
    slots = {row.rung: row.due_at for row in world.house.all(Reminder)}
    assert slots["overdue_1"] == at("2026-12-31")
    assert slots["overdue_3"] == at("2027-01-07")


async def test_what_is_back_is_left_alone(world: Lending) -> None:
    ref = await a_loan(world, "2026-12-28")
    await world.take_back(world.labels(ref)[0])
    await publish(world)
    assert due_on(world) == dt.date(2027, 1, 6)
    assert world.house.messages("due_day_moved") == []


async def test_what_is_kept_ready_is_counted_again_too(world: Lending) -> None:
    world.house.clock.set(at("2026-12-30"))
    ref = await a_case(world, "ready", world.lend())
    assert world.request(ref).kept_until == dt.date(2027, 1, 4)
    await publish(world)
    assert world.request(ref).kept_until == dt.date(2027, 1, 7)
    assert len(world.house.messages("kept_day_moved")) == 2


async def test_reading_the_notice_in_twice_counts_once(world: Lending) -> None:
    await a_loan(world, "2026-12-28")
    await publish(world)
    await publish(world)
    assert len(world.house.messages("due_day_moved")) == 2
    assert due_on(world) == dt.date(2027, 1, 11)


async def test_half_a_notice_is_refused_and_changes_nothing(world: Lending) -> None:
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    for off in ((), OFF_2027[:3], (*OFF_2027, dt.date(2028, 1, 1))):
        command = ImportWorkdays(document="国办发明电〔2026〕7号", off=off, works=())
        assert (await world.house.do(administrator, command)).code == "bad_value"
    assert world.house.all(Workday) == []


async def test_the_library_teaches_only_what_is_not_known(world: Lending) -> None:
    await publish(world)
    outcome = await world.house.do(Principal.clock(), LearnWorkdays())
    assert outcome.data == {"learnt": []}
