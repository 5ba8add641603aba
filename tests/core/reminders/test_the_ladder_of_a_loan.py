"""借阅提醒按次序：到期前两个工作日、当天、逾期一、三、七个工作日，分别告知不同的人，到此为止。
A loan's ladder: two working days ahead, the day, one, three and seven late; to others each time; stop.
"""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from core.reminders.reminder import Reminder
from core.requests.request import Request
from tests.support.house import House
from tests.support.lending import Lending, a_case
from tests.support.reminding import a_loan, at, lines, outcomes, tick, tick_at

AHEAD = "【到期提醒】"


async def test_each_rung_is_told_to_its_own_people_and_then_it_stops(world: Lending) -> None:
    await a_loan(world, "2026-11-25")  # due Friday 4 December
    told = {
        day: sorted(member for member, _ in await tick_at(world, day))
        for day in ("2026-12-02", "2026-12-04", "2026-12-07", "2026-12-09", "2026-12-15")
    }
    contact, leader, archivist = world.contact, world.leader, world.archivist
    assert told == {
        "2026-12-02": [contact],
        "2026-12-04": [contact],
        "2026-12-07": [contact, leader],
        "2026-12-09": [leader, archivist],
        "2026-12-15": [archivist, world.head, world.authority],
    }
    assert await tick_at(world, "2027-06-01") == []
    assert set(outcomes(world).values()) == {"sent"}


async def test_nothing_is_said_on_the_days_between(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    for day in ("2026-11-26", "2026-11-30", "2026-12-01"):
        assert await tick_at(world, day) == []
    assert await tick_at(world, "2026-12-02", dt.time(8, 59)) == []


async def test_the_words_are_those_of_the_office(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    for day in ("2026-12-02", "2026-12-04", "2026-12-07", "2026-12-09"):
        await tick_at(world, day)
    ahead, *_, late = world.house.messages("remind_loan")
    number = world.house.all(Request)[0].number
    assert lines(ahead)[:2] == [
        f"{AHEAD}{number}",
        "应于 12月4日（周五）17:00 前归还，还剩 2 个工作日。",
    ]
    second, said, *rest = lines(late)
    assert second == f"【逾期催还 · 第 2 次】{number}"
    assert said == "应于 12月4日（周五）归还，已逾期 3 个工作日；前次催还 12月7日（周一）。"
    assert rest[-1] == "12月15日（周二）仍未归还的，将按规定报告部领导。"


async def test_what_is_back_needs_no_reminder(world: Lending) -> None:
    ref = await a_loan(world, "2026-11-25")
    assert (await world.take_back(world.labels(ref)[0])).done
    assert await tick_at(world, "2026-12-04") == []
    assert outcomes(world)["due_day"] == outcomes(world)["ahead"] == "not_needed"
    assert outcomes(world)["overdue_1"] == "waiting"


async def test_after_a_silence_each_person_hears_once(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    told = await tick_at(world, "2026-12-10")
    assert sorted(member for member, _ in told) == [world.contact, world.leader, world.archivist]
    assert {first.partition("】")[0] for _, first in told} == {"【逾期催还 · 第 1 次"}, (
        "nobody had been told before"
    )
    assert outcomes(world) == {
        "ahead": "collapsed",
        "due_day": "collapsed",
        "overdue_1": "collapsed",
        "overdue_3": "sent",
        "overdue_7": "waiting",
    }


async def test_a_case_of_three_volumes_is_one_message(world: Lending) -> None:
    kept = world.shelve("GB-00002", volumes=3, name="周二")
    world.house.clock.set(at("2026-11-25"))
    await a_case(world, "out", world.lend(dossier=kept.number))
    assert len(await tick_at(world, "2026-12-04")) == 1
    (message,) = world.house.messages("remind_loan")
    assert "共 3 卷。" in lines(message)[1]


async def test_a_repeated_tick_is_the_same_tick(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    world.house.clock.set(at("2026-12-04"))
    first, again = await tick(world, "09:00"), await tick(world, "09:00")
    assert (again.data, again.repeated) == (first.data, True)
    assert (await tick(world)).data == {"sent": 0, "looked_at": 0}


async def test_a_volume_read_in_the_room_has_no_reminder(world: Lending) -> None:
    await a_case(world, "out")
    assert world.house.all(Reminder) == []


async def test_where_nobody_holds_the_post_the_room_hears(world: Lending, house_url: str) -> None:
    await a_loan(world, "2026-11-25")
    world.house.clock.set(at("2026-12-07"))
    revoke(world.house, world.leader)
    told = {member for member, _ in await tick_at(world, "2026-12-07")}
    assert told == {world.contact, world.archivist}


async def test_an_organs_loan_is_told_to_the_head_alone(world: Lending) -> None:
    ref = await a_loan(world, "2026-11-25")
    request = world.request(ref)
    request.purpose = "inspection_and_discipline"
    world.house.keep(request)
    assert [member for member, _ in await tick_at(world, "2026-12-07")] == [world.head]


async def test_one_slot_per_subject_day_and_rung_is_held_by_the_database(world: Lending) -> None:
    await a_loan(world, "2026-11-25")
    first = world.house.all(Reminder)[0]
    twin = first.model_dump(exclude={"id"})
    with pytest.raises(IntegrityError):
        world.house.keep(Reminder(**twin))


async def test_the_log_names_the_posts_and_nobody(world: Lending) -> None:
    ref = await a_loan(world, "2026-11-25")
    await tick_at(world, "2026-12-07")
    (entry,) = world.house.log("reminder_sent")
    assert entry.ref == ref
    assert entry.payload["posts"] == ["contact", "unit_leader"]


async def test_only_the_clock_ticks(world: Lending) -> None:
    from core.reminders.send_due_reminders import SendDueReminders

    for who in (world.archivist, world.head):
        assert (await world.house.do(who, SendDueReminders())).code == "forbidden"


def revoke(house: House, member_id: int) -> None:
    """The member holds no role from now on."""
    from core.members.member import Grant

    for grant in house.all(Grant):
        if grant.member_id == member_id:
            grant.revoked_at = house.clock.now()
            house.keep(grant)
