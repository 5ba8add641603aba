"""聊天里报送材料：一次一问，按种类和份数列清单；不写姓名；中断后接着办；机关的材料当即说明。
Reporting material in chat: by kind and count, one question at a time; a restart loses nothing.
"""

from __future__ import annotations

from datetime import date

import pytest

from core.collection.piece import Piece
from core.collection.submission import Submission
from tests.support.chat import Chat
from tests.support.lending_world import World


@pytest.fixture
def chat(world: World) -> Chat:
    return Chat(world.house)


async def test_a_list_by_kind_and_count_is_kept(world: World, chat: Chat) -> None:
    who = world.contact
    await chat.say(who, "报送材料")
    await chat.choose(who, "年度考核登记表")
    await chat.choose(who, "3 份")
    await chat.choose(who, "再加一种")
    await chat.say(who, "自传")
    summed = await chat.say(who, "1")
    assert summed.lines[:3] == ["已记下 4 份：", "年度考核登记表　3 份", "自传　1 份"]
    await chat.choose(who, "就这些")
    kept = await chat.say(who, "11月2日")
    assert kept.lines[0] == "【清单已存】共 4 份　请于 12月2日（周三）前送到"
    (submission,) = world.house.all(Submission)
    assert (submission.state, submission.formed_from) == ("drafted", date(2026, 11, 2))
    pieces = world.house.all(Piece)
    assert [piece.kind for piece in pieces] == ["3-1", "3-1", "3-1", "2-1"]


async def test_a_restart_in_the_middle_asks_the_same_question_on(world: World, chat: Chat) -> None:
    who = world.contact
    await chat.say(who, "报送材料")
    await chat.say(who, "自传")
    again = Chat(world.house, first_key=100)
    said = await again.say(who, "很多")
    assert said.text.startswith("这一步请填份数")
    assert "已记下 2 份" in (await again.say(who, "两份")).text


async def test_an_organs_material_is_said_at_once(world: World, chat: Chat) -> None:
    who = world.contact
    await chat.say(who, "报送材料")
    await chat.say(who, "党纪处分决定")
    told = [shown.text for shown in chat.all(who)]
    assert any("由来源机关直接交档案室" in text for text in told)
    assert world.house.all(Submission) == []


async def test_one_question_back_keeps_the_rest(world: World, chat: Chat) -> None:
    who = world.contact
    await chat.say(who, "报送材料")
    await chat.say(who, "自传")
    assert "请点选材料" in (await chat.choose(who, "上一步")).text
    await chat.say(who, "入党申请书")
    assert "入党申请书　1 份" in (await chat.say(who, "1")).text


async def test_whoever_is_no_contact_is_told_how_material_comes_in(
    world: World, chat: Chat
) -> None:
    said = await chat.say(world.archivist, "报送材料")
    assert "一式两份" in said.text


async def test_progress_shows_the_list_without_names(world: World, chat: Chat) -> None:
    who = world.contact
    for text in ("报送材料", "自传", "2", "就这些", "11月2日"):
        await chat.say(who, text)
    shown = await chat.say(who, "办理进度")
    assert "清单草稿　材料 2 份　草稿　移交时限 12月2日（周三）" in shown.lines
    assert "自传" not in shown.text


async def test_cancelling_leaves_nothing(world: World, chat: Chat) -> None:
    who = world.contact
    for text in ("报送材料", "自传", "2"):
        await chat.say(who, text)
    await chat.choose(who, "取消")
    assert world.house.all(Submission) == []
