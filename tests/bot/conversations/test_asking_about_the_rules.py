"""制度查询：引用本室的规定，写明依据；本室改过的标明；几间档案室的规定不同时可以换着看。
Asking about the rules: the room's own book is quoted, with its basis and what the room has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.schema  # noqa: F401 — the chat's own tables
from bot.conversations.quotes import quotes_about
from core.members.member import Role
from core.members.room import Room
from rules.book import load_book
from tests.support.house import a_house
from tests.support.lending_world import World, a_dossier, a_world
from tests.support.room_rules import law_with

ROOM, OTHER = "组织部档案室", "卫健档案室"
BOOK = load_book()


@pytest.fixture
def ruled(tmp_path: Path) -> Iterator[World]:
    """The world's room has rules of its own, and a second room keeps one of the unit's dossiers."""
    with a_house(tmp_path, law=law_with(tmp_path / "rules", ROOM)) as house:
        world = a_world(house)
        other = house.keep(Room(name=OTHER, short_name="卫档", lending_reasons="退休审核"))
        a_dossier(house, other, world.unit, "WJ-00001", "周无忌")
        yield world


async def test_a_rule_is_quoted_from_the_room_s_own_book_and_marked(ruled: World) -> None:
    await ruled.chat.say(ruled.contact, "制度查询")
    shown = await ruled.chat.say(ruled.contact, "借档案可以借多久？")
    assert f"以下是{ROOM}适用的规定。" in shown.text
    assert "借阅期限〔本室改写〕" in shown.text
    assert "内容：5 个工作日" in shown.text
    assert "依据：本室规定·第三条（地方或单位规定）" in shown.text


async def test_where_the_unit_s_dossiers_lie_in_two_rooms_the_other_book_is_a_button(
    ruled: World,
) -> None:
    asked = await ruled.chat.say(ruled.contact, "制度查询")
    assert OTHER in asked.buttons
    await ruled.chat.choose(ruled.contact, OTHER)
    shown = await ruled.chat.say(ruled.contact, "可以外借的理由有哪些")
    assert f"以下是{OTHER}适用的规定。" in shown.text
    assert "退休审核" in shown.text


async def test_what_the_room_removed_is_not_quoted(ruled: World) -> None:
    await ruled.chat.say(ruled.contact, "制度查询")
    shown = await ruled.chat.say(ruled.contact, "有逾期未还的档案")
    assert "本单位有逾期未还的档案" not in shown.text


async def test_a_room_lends_for_the_reasons_of_its_book_and_of_its_record(tmp_path: Path) -> None:
    own = (
        '[lists.lending_reasons]\ntitle = "可以外借的理由"\nitems = { funeral = "治丧" }\n'
        'basis = { instrument = "本室规定", article = "二", status = "local" }\n'
    )
    with a_house(tmp_path, law=law_with(tmp_path / "rules", ROOM, own)) as house:
        world = a_world(house)
        chat = world.chat
        await chat.say(world.contact, "申请查档")
        await chat.choose(world.contact, "借出")
        await chat.say(world.contact, "GB-00001")
        await chat.choose(world.contact, "人才引进、培养、评选、推送")
        asked = await chat.choose(world.contact, "跳过")
        assert "治丧" in asked.buttons


async def test_an_unknown_or_flagged_number_offers_what_the_unit_s_room_offers(
    ruled: World,
) -> None:
    offered = []
    for number in ("GB-00001", "GB-00002", "GB-99999"):
        await ruled.chat.say(ruled.contact, "取消")
        await ruled.chat.say(ruled.contact, "申请查档")
        await ruled.chat.choose(ruled.contact, "借出")
        shown = await ruled.chat.say(ruled.contact, number)
        offered.append((shown.lines, list(shown.buttons)))
    assert offered[0] == offered[1] == offered[2]


async def test_officers_read_every_room_s_rules(ruled: World) -> None:
    auditor = ruled.house.add_member(Role.AUDITOR)
    asked = await ruled.chat.say(auditor, "制度查询")
    assert ROOM in asked.text
    assert OTHER in asked.buttons


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("三不借", "无正当理由不借：外借理由不在本室清单内"),
        ("借档案可以借多久？", "借阅期限"),
        ("能续借几次", "延期次数"),
        ("非党员能查吗", "查档人员一般应为中共党员"),
        ("介绍信行不行", "手续不全不借：未见审批表原件"),
        ("孩子入伍，亲属政审要看档案", "为亲属政审的，由党组织出具证明，不查阅档案"),
        ("涉密", "涉密档案不经网上渠道办理"),
    ],
)
def test_a_question_in_plain_words_finds_its_rule_among_the_first(
    question: str, title: str
) -> None:
    assert title in [quote.title for quote in quotes_about(BOOK, question)[:3]]


@pytest.mark.parametrize("question", ["火箭", "？？", "", "你好"])
def test_what_no_rule_speaks_of_is_not_answered_with_a_guess(question: str) -> None:
    assert quotes_about(BOOK, question) == []


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("外借要几天还", "借阅期限"),
        ("借出去最多几天", "借阅期限"),
        ("档案什么时候要还", "借阅期限"),
        ("几个人去查", "查档人员应为 2 人以上"),
        ("能不能复印", "复印件没有注明复制日期"),
    ],
)
def test_words_that_people_use_find_the_words_of_the_book(asked: str, title: str) -> None:
    assert quotes_about(BOOK, asked)[0].title == title
