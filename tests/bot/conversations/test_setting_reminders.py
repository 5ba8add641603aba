"""提醒设置：每天汇成一条、不打扰的时段、暂停并请人代收；说明怎样恢复，听不懂的给个例子。
Setting one's reminders in chat: a daily digest, quiet hours, a pause with a stand-in, how to resume.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.conversations.reminder_answers import day_in, hour_in, hours_in
from core.members.member import Member, Role
from core.reminders.choice import ReminderChoice
from core.requests.request import Request
from tests.support.chat import Chat
from tests.support.house import a_house
from tests.support.lending import Lending
from tests.support.lending_world import World
from tests.support.reminding import a_loan, tick_at

TODAY = date(2026, 11, 25)


@pytest.fixture
def chat(world: World) -> Chat:
    return Chat(world.house)


async def test_it_first_says_how_things_are(world: World, chat: Chat) -> None:
    shown = await chat.say(world.contact, "提醒设置")
    assert "到期即逐件提醒" in shown.text
    assert "18 点到 8 点，以及休息日" in shown.text
    assert list(shown.buttons) == ["改提醒方式", "改不打扰时段", "暂停提醒", "菜单"]


async def test_a_daily_digest_is_two_presses(world: World, chat: Chat) -> None:
    await chat.say(world.contact, "/settings")
    await chat.choose(world.contact, "改提醒方式")
    assert "每天 9 点汇成一条" in (await chat.choose(world.contact, "每天 9 点")).text
    (choice,) = world.house.all(ReminderChoice)
    assert choice.digest_hour == 9


async def test_an_hour_in_the_quiet_hours_is_asked_again(world: World, chat: Chat) -> None:
    await chat.say(world.contact, "提醒设置")
    await chat.choose(world.contact, "改提醒方式")
    assert "不要落在不打扰的时段里" in (await chat.say(world.contact, "晚上9点")).text
    assert "每天 10 点汇成一条" in (await chat.say(world.contact, "上午10点")).text


async def test_quiet_hours_can_be_typed(world: World, chat: Chat) -> None:
    await chat.say(world.contact, "提醒设置")
    await chat.choose(world.contact, "改不打扰时段")
    assert "如“18-8”" in (await chat.say(world.contact, "半夜")).text
    assert "19 点到 7 点" in (await chat.say(world.contact, "19点到次日7点")).text


async def test_a_pause_names_a_stand_in_and_how_to_resume(world: World, chat: Chat) -> None:
    await chat.say(world.contact, "提醒设置")
    await chat.choose(world.contact, "暂停提醒")
    asked = await chat.choose(world.contact, "一周（到 12月1日（周二））")
    number = world.house.get(Member, world.leader).number
    stand_in = f"审批人（{number}）"
    assert list(asked.buttons) == [stand_in, "提醒设置", "取消"]
    paused = await chat.choose(world.contact, stand_in)
    assert "到 12月1日（周二）为止" in paused.text
    assert "恢复提醒" in paused.buttons
    assert "由您代收" in (await chat.last(world.leader)).text
    assert "已恢复" in (await chat.say(world.contact, "恢复提醒")).text
    assert "没有暂停" in (await chat.say(world.contact, "恢复提醒")).text


async def test_a_pause_can_be_typed_as_its_button_says(world: World, chat: Chat) -> None:
    assert "请选暂停到哪一天" in (await chat.say(world.contact, "暂停提醒")).text
    typed = await chat.say(world.contact, "一周")
    assert next(iter(typed.buttons)).startswith("审批人")


async def test_who_is_alone_is_told_that_nothing_was_paused(world: World, chat: Chat) -> None:
    alone = world.house.add_room()
    archivist = world.house.add_member(Role.ARCHIVIST, room=alone)
    await chat.say(archivist, "提醒设置")
    assert "没有暂停" in (await chat.choose(archivist, "暂停提醒")).text


async def test_an_old_button_changes_nothing(world: World, chat: Chat) -> None:
    old = (await chat.say(world.contact, "提醒设置")).buttons["改提醒方式"]
    await chat.choose(world.contact, "改提醒方式")
    await chat.choose(world.contact, "每天 9 点")
    await chat.press(world.contact, old)
    assert "每天" not in (await chat.last(world.contact)).text
    assert world.house.all(ReminderChoice)[0].digest_hour == 9


async def test_a_reminder_leads_to_the_list_and_to_its_settings(tmp_path: Path) -> None:
    with a_house(tmp_path / "lending") as house:
        world, chat = Lending(house), Chat(house)
        await a_loan(world, "2026-11-25")
        await tick_at(world, "2026-12-04")
        shown = await chat.last(world.contact)
        assert shown.lines[0] == f"【到期提醒】{house.all(Request)[0].number}"
        assert list(shown.buttons) == ["在借档案", "提醒设置"]
        assert "在借档案（1 件）" in (await chat.choose(world.contact, "在借档案")).text


@pytest.mark.parametrize(
    ("text", "hour"),
    [("8", 8), ("８点", 8), ("每天8点", 8), ("下午3点", 15), ("25", None), ("早", None)],
)
def test_hours_as_people_type_them(text: str, hour: int | None) -> None:
    assert hour_in(text) == hour


def test_a_stretch_of_hours() -> None:
    assert hours_in("18—8") == hours_in("18:00到次日8:00") == (18, 8)
    assert hours_in("18-30") is hours_in("晚上") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12月1日", date(2026, 12, 1)),
        ("1月3日", date(2027, 1, 3)),
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-11-24", None),
        ("2月30日", None),
        ("下周", None),
    ],
)
def test_days_as_people_type_them(text: str, day: date | None) -> None:
    assert day_in(text, TODAY) == day
