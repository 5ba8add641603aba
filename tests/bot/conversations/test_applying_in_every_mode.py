"""借出、复制摘录、代查出证各问各的：借出问理由和天数，复制问哪些材料，代查只问证明什么。

Every mode asks its own: a loan for its reason and days, copies for what is copied, a look-up for
the matter alone.
"""

from __future__ import annotations

from core.members.room import Room
from core.requests.request import Request
from tests.support.chat import Shown
from tests.support.lending import LENDING_REASON
from tests.support.lending_world import PERSONNEL, World


async def begin(world: World, mode: str) -> Shown:
    """Up to the first question that this mode alone asks."""
    chat, who = world.chat, world.contact
    await chat.say(who, "申请查档")
    await chat.choose(who, mode)
    await chat.say(who, "GB-00001")
    await chat.choose(who, "人才引进、培养、评选、推送")
    return await chat.choose(who, "跳过")


async def name_two(world: World) -> Shown:
    chat, who = world.chat, world.contact
    for name in ("李一", "赵二"):
        await chat.say(who, name)
        await chat.choose(who, PERSONNEL)
    return await chat.choose(who, "全卷")


def only(world: World) -> Request:
    (request,) = world.house.all(Request)
    return request


def lends(world: World) -> None:
    room = world.house.get(Room, world.room)
    room.lending_reasons = LENDING_REASON
    world.house.keep(room)


async def test_a_loan_asks_for_its_reason_and_its_days(world: World) -> None:
    lends(world)
    await begin(world, "借出")
    asked = await world.chat.choose(world.contact, LENDING_REASON)
    assert "按通常期限（7 个工作日）" in asked.buttons
    assert "如“5”" in (await before_last(world, "很多天"))
    await world.chat.say(world.contact, "5天")
    look = await name_two(world)
    assert f"外借理由：{LENDING_REASON}" in look.text
    assert "借期：5 个工作日" in look.text
    await world.chat.choose(world.contact, "提交")
    assert (only(world).mode, only(world).days_asked) == ("lend", 5)
    assert only(world).lending_reason == LENDING_REASON


async def before_last(world: World, said: str) -> str:
    """What was told of an answer that is none, before the question was put again."""
    await world.chat.say(world.contact, said)
    return world.chat.all(world.contact)[-2].text


async def test_a_room_that_lends_for_nothing_refuses_with_what_to_do(world: World) -> None:
    await begin(world, "借出")
    await world.chat.choose(world.contact, "其他理由")
    await world.chat.say(world.contact, "5")
    await name_two(world)
    told = await world.chat.choose(world.contact, "提交")
    assert "外借理由不在本室清单内" in told.text
    assert "改方式" in told.buttons
    assert world.house.all(Request) == []


async def test_copies_are_named_beforehand(world: World) -> None:
    await begin(world, "复制摘录")
    await world.chat.say(world.contact, "学历证书 1 页")
    look = await name_two(world)
    assert "复制摘录：学历证书 1 页" in look.text
    await world.chat.choose(world.contact, "提交")
    assert (only(world).mode, only(world).copies_named) == ("copy", "学历证书 1 页")


async def test_a_certificate_needs_the_matter_and_no_readers(world: World) -> None:
    await begin(world, "代查出证")
    look = await world.chat.say(world.contact, "参加工作时间")
    assert "证明事项：参加工作时间" in look.text
    assert "查阅人" not in look.text
    await world.chat.choose(world.contact, "提交")
    assert (only(world).mode, only(world).matter) == ("certify", "参加工作时间")


async def test_another_mode_forgets_what_only_the_first_one_asked(world: World) -> None:
    await begin(world, "代查出证")
    await world.chat.say(world.contact, "参加工作时间")
    await world.chat.choose(world.contact, "改方式")
    await world.chat.choose(world.contact, "复制摘录")
    await world.chat.say(world.contact, "学历证书 1 页")
    look = await name_two(world)
    assert "证明事项" not in look.text
    await world.chat.choose(world.contact, "提交")
    assert (only(world).mode, only(world).matter) == ("copy", "")
