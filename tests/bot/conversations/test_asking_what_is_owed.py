"""本单位还欠什么：各渠道都只报数量和日期，不出现姓名和材料名；明细请到内网或领纸质清单。

What a unit still owes, asked in plain words: counts and days only, on any channel.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.schema  # noqa: F401 — the chat's own tables
from core.gaps.issue_list import IssueGapList
from core.members.member import Role
from core.principal import Principal
from core.reminders.choice import ReminderChoice
from core.reminders.keep_gap_weeks import KeepGapWeeks
from core.reminders.send_due_reminders import SendDueReminders
from tests.support.chat import Chat
from tests.support.gaps import GapRoom
from tests.support.house import a_house
from tests.support.reminding import at


@pytest.fixture
def world(tmp_path: Path) -> Iterator[GapRoom]:
    with a_house(tmp_path) as house:
        yield GapRoom(house)


async def test_before_anything_was_counted_nothing_is_owed(world: GapRoom) -> None:
    shown = await Chat(world.house).say(world.contact, "本单位还欠什么")
    assert "没有查到需要补的材料" in shown.text


async def test_a_contact_hears_counts_and_the_next_day_but_no_names(world: GapRoom) -> None:
    await world.count()
    await world.house.do(world.contact, IssueGapList(unit_id=world.unit))
    await world.house.do(world.archivist, world.filing(occasion="2022"))
    shown = await Chat(world.house).say(world.contact, "我们单位还缺什么？")
    owed = len(world.gaps())
    assert f"市财政局：应补 {owed + 1} 份，已销号 1 份，还差 {owed} 份" in shown.text
    assert "最早到期" in shown.text
    assert "吴" not in shown.text
    assert "考核" not in shown.text


async def test_another_units_contact_hears_nothing_of_it(world: GapRoom) -> None:
    await world.count()
    other = world.house.add_unit(world.room, "市教育局")
    stranger = world.house.add_member(Role.UNIT_CONTACT, unit=other)
    shown = await Chat(world.house).say(stranger, "查缺")
    assert "市财政局" not in shown.text


async def test_the_weekly_card_is_hushed_by_a_press_and_comes_back_by_another(
    world: GapRoom,
) -> None:
    house = world.house
    house.clock.set(at("2026-11-27"))
    await world.count()
    assert (await house.do(world.archivist, IssueGapList(unit_id=world.unit))).done
    assert (await house.do(Principal.clock(), KeepGapWeeks())).data == {"kept": 1}
    house.clock.set(at("2026-11-30"))
    chat = Chat(house)
    assert (await house.do(Principal.clock(), SendDueReminders())).data["sent"] == 1
    card = await chat.last(world.contact)
    assert card.lines[0] == "【查缺提示】本单位　截至 11月30日（周一）"
    assert list(card.buttons) == ["到内网查看", "报送材料", "本周不再提醒", "提醒设置"]
    told = await chat.choose(world.contact, "本周不再提醒")
    assert told.lines[0] == "好的，到 12月6日（周日）为止不再发查缺提示。"
    assert "到 12月28日（周一）为止" in (await chat.choose(world.contact, "四周内不再提醒")).text
    assert "查缺提示恢复了" in (await chat.choose(world.contact, "恢复查缺提示")).text
    (choice,) = house.all(ReminderChoice)
    assert choice.no_gap_cards_until is None
