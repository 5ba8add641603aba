"""查缺周报：每周一只报数量，发给单位联络员；补齐即停，可以暂不提醒；停机几周只补一张；没有缺的不发。
The weekly gap card: counts alone, to the unit's contacts, on Mondays, while anything is open; a press
hushes it, a silence of weeks leaves one card, and a unit that owes nothing hears nothing.
"""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

import pytest

from bot.remind_preview import preview_at
from core.gaps.gap import Gap
from core.gaps.issue_list import IssueGapList
from core.members.member import Role
from core.outcome import Outcome
from core.principal import Principal
from core.reminders.hush_gap_cards import HushGapCards
from core.reminders.keep_gap_weeks import KeepGapWeeks
from core.reminders.notice import Notice
from core.reminders.pause_reminders import PauseReminders
from core.reminders.reminder import Reminder
from core.reminders.set_reminders import SetReminders
from core.reminders.workdays import known_exceptions
from rules.book import load_book
from rules.judge import Judge
from tests.support.gaps import GapRoom
from tests.support.house import House
from tests.support.reminding import at, lines, tick_at

MONDAY, NEXT = "2026-11-23", "2026-11-30"


@pytest.fixture
def world(house_url: str) -> Any:
    house = House(house_url)
    for row in known_exceptions([2026]):
        house.keep(row)
    house.clock.set(at("2026-11-20"))
    return GapRoom(house)


NTH = count()


async def weeks(world: Any) -> Outcome:
    kept = await world.house.do(Principal.clock(), KeepGapWeeks(), f"weeks:{next(NTH)}")
    assert isinstance(kept, Outcome)
    return kept


async def asked(world: Any) -> None:
    """Counted, and a list made out with its last day."""
    await world.count()
    assert (await world.house.do(world.archivist, IssueGapList(unit_id=world.unit))).done


async def counted(world: Any) -> None:
    await asked(world)
    await weeks(world)


def moved(world: Any, kind: str = "", **values: Any) -> None:
    """The gaps (of this kind) as they will stand later."""
    for gap in world.house.all(Gap):
        if gap.kind.startswith(kind):
            for name, value in values.items():
                setattr(gap, name, value)
            world.house.keep(gap)


async def test_counts_alone_are_said_on_monday(world: Any) -> None:
    await asked(world)
    await world.house.do(world.archivist, world.filing(occasion="2022"))
    await weeks(world)
    owed = len(world.gaps())
    assert [it for it, _ in await tick_at(world, MONDAY)] == [world.contact]
    (card,) = world.house.messages("remind_gap_week")
    assert lines(card) == [
        "【查缺提示】本单位　截至 11月23日（周一）",
        f"应补 {owed + 1} 份，已销号 1 份，还差 {owed} 份",
        "最早到期 12月20日（周日）",
        "明细涉及个人信息，请在内网“查缺清单”查看，或到档案室领取纸质清单。",
    ]


async def test_a_unit_without_open_gaps_hears_nothing(world: Any) -> None:
    assert (await weeks(world)).data == {"kept": 0}
    await counted(world)
    moved(world, state="dropped")
    assert await tick_at(world, MONDAY) == []
    assert [it.state for it in world.house.all(Reminder)] == ["not_needed"]
    assert (await weeks(world)).data == {"kept": 0}


async def test_what_was_only_counted_nobody_asked_of_the_unit_yet(world: Any) -> None:
    await world.count()
    assert (await weeks(world)).data == {"kept": 0}


async def test_a_week_is_kept_once_and_the_next_only_after_it(world: Any) -> None:
    await counted(world)
    assert (await weeks(world)).data == {"kept": 0}
    await tick_at(world, MONDAY)
    assert (await weeks(world)).data == {"kept": 1}
    assert [it.due_on.isoformat() for it in world.house.all(Reminder)] == [MONDAY, NEXT]


async def test_a_silence_of_weeks_leaves_one_card(world: Any) -> None:
    await counted(world)
    told = await tick_at(world, "2026-12-16")
    assert told == [(world.contact, "【查缺提示】本单位　截至 12月16日（周三）")]
    await weeks(world)
    assert await tick_at(world, "2026-12-18") == []


async def test_nobody_hears_in_a_contacts_stead(world: Any) -> None:
    other = world.house.add_unit(world.room, "市教育局")
    await asked(world)
    moved(world, unit_id=other)
    await weeks(world)
    assert await tick_at(world, MONDAY) == []


async def test_a_contact_of_two_units_gets_one_card_that_names_them(world: Any) -> None:
    await counted(world)
    other = world.house.add_unit(world.room, "市教育局")
    both = world.house.add_member(Role.UNIT_CONTACT, unit=world.unit)
    world.house.grant(both, Role.UNIT_CONTACT, unit=other)
    moved(world, "3-1", unit_id=other)
    await weeks(world)
    told = await tick_at(world, MONDAY)
    assert sorted(member for member, _ in told) == [world.contact, both]
    (card,) = [it for it in world.house.messages("remind_gap_week") if it.member_id == both]
    heads = [line for line in lines(card) if line.startswith("【")]
    assert heads == [
        "【查缺提示】市财政局　截至 11月23日（周一）",
        "【查缺提示】市教育局　截至 11月23日（周一）",
    ]


async def test_a_press_hushes_it_for_oneself_and_lets_go_of_what_is_held(world: Any) -> None:
    await counted(world)
    digest = SetReminders(digest_hour=14, quiet_from=18, quiet_until=8)
    await world.house.do(world.contact, digest)
    assert await tick_at(world, MONDAY) == []
    assert [it.held_for for it in world.house.all(Notice)] == ["digest"]
    hushed = HushGapCards(until=dt.date(2026, 11, 29))
    assert (await world.house.do(world.contact, hushed)).done
    assert await tick_at(world, MONDAY, dt.time(14)) == []
    assert [it.state for it in world.house.all(Reminder)] == ["not_needed"]
    await weeks(world)
    assert [it for it, _ in await tick_at(world, NEXT, dt.time(14))] == [world.contact]


async def test_four_weeks_are_the_longest_hush(world: Any) -> None:
    hushed = HushGapCards(until=dt.date(2027, 1, 20))
    assert (await world.house.do(world.contact, hushed)).data == {"field": "until"}


async def test_a_stand_in_gets_it_and_the_night_and_holidays_are_left_in_peace(world: Any) -> None:
    await counted(world)
    colleague = world.house.add_member(Role.UNIT_CONTACT, unit=world.unit)
    pause = PauseReminders(until=dt.date(2026, 12, 4), stand_in_id=colleague)
    assert (await world.house.do(world.contact, pause)).done
    assert await tick_at(world, MONDAY, dt.time(20)) == []
    told = await tick_at(world, "2026-11-24", dt.time(8))
    assert [member for member, _ in told] == [colleague]


async def test_the_preview_shows_the_card_and_writes_nothing(world: Any) -> None:
    await counted(world)
    with world.house.looking() as session:
        shown = preview_at(session, Judge(load_book(), twin_only=True), at(MONDAY))
    (message,) = shown["messages"]
    assert (message["kind"], message["numbers"]) == ("remind_gap_week", ["市财政局"])
    assert message["lines"][0] == "【查缺提示】本单位　截至 11月23日（周一）"
    assert [it.state for it in world.house.all(Reminder)] == ["waiting"]
