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
from tests.support.chat import Chat
from tests.support.gaps import GapRoom
from tests.support.house import a_house


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
    shown = await Chat(world.house).say(world.contact, "还欠什么")
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
