"""发信不重：说不清到没到的最多再发一次；卡片在原处改；一个人被限速，别人照发。
Nothing is doubled: an unknown outcome is repeated at most once, cards are edited where they stand,
and a chat that has to wait holds up nobody else.
"""

from __future__ import annotations

import pytest
from sqlmodel import Session

from bot.channels.telegram.deliver import begin_send, not_sent
from bot.story.bot_api import BROKEN, DROPPED, FLOOD, FORBIDDEN
from core.outbox.message import Message, MessageState
from core.outbox.reach import Reach
from tests.support.house import House
from tests.support.telegram_world import TelegramWorld


async def test_an_answer_that_was_lost_is_repeated_once(world: TelegramWorld) -> None:
    """The service applied both, and both answers were cut off."""
    chat = world.contact()
    world.api.next_answers["sendMessage"].extend([DROPPED, DROPPED])
    await world.api.write(chat, "帮助")
    await world.api.until(lambda: len(world.api.chat(chat)) == 2)
    assert world.api.chat(chat)[0].text == world.api.chat(chat)[1].text


def test_a_third_time_it_is_not_sent(house: House) -> None:
    """Begun twice without an answer it may have arrived twice; a sure failure does not count."""
    message = house.keep(a_message(house))
    with Session(house.database.engine) as session:
        assert begin_send(session, message)
        not_sent(session, message)
        assert [begin_send(session, message) for _ in range(3)] == [True, True, False]


def a_message(house: House) -> Message:
    member = house.add_member()
    now = house.clock.now()
    return Message(
        dedupe_key="one",
        channel="telegram",
        member_id=member,
        kind="say",
        not_before=now,
        created_at=now,
    )


@pytest.mark.parametrize("how", [BROKEN, FLOOD])
async def test_what_certainly_failed_is_sent_again_until_it_arrives_once(
    world: TelegramWorld, how: str
) -> None:
    chat = world.contact()
    world.api.next_answers["sendMessage"].append(how)
    await world.say(chat, "菜单")
    assert len(world.api.chat(chat)) == 1


async def test_a_chat_that_must_wait_holds_up_nobody_else(world: TelegramWorld) -> None:
    slow, other = world.contact(), world.leader()
    world.api.retry_after = 30
    world.api.next_answers["sendMessage"].append(FLOOD)
    await world.api.write(slow, "菜单")
    await world.api.until(lambda: world.api.called("sendMessage"))
    await world.say(other, "菜单")
    assert world.api.chat(slow) == []


async def test_who_stopped_the_bot_gets_no_more_until_they_come_back(world: TelegramWorld) -> None:
    chat = world.contact()
    world.api.next_answers["sendMessage"].append(FORBIDDEN)
    await world.api.write(chat, "菜单")
    house = world.lending.house
    await world.api.until(lambda: world.api.called("sendMessage"))
    await world.say(world.leader(), "菜单")
    (reach,) = [r for r in house.all(Reach) if r.member_id == world.lending.contact]
    assert reach.unreachable_since is not None
    assert not [m for m in house.messages() if m.state == MessageState.DEAD]
    assert await world.say(chat, "菜单")


async def test_a_card_is_edited_where_it_stands(world: TelegramWorld) -> None:
    chat, lending = world.contact(), world.lending
    outcome = await lending.submit()
    ref, number = outcome.data["ref"], outcome.data["number"]
    card = await world.next(chat, 0)
    assert number in card.text
    await lending.unit_sign(ref)
    await world.api.until(lambda: card.edits and "待档案部门审核" in card.text)
    assert [m for m in world.api.chat(chat) if number in m.text] == [card]


async def test_a_card_says_no_name(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.lending.submit()
    card = await world.next(chat, 0)
    for private in ("王小明", "王", "李一", "GB-00001"):
        assert private not in card.text


async def test_buttons_are_opaque_and_short(world: TelegramWorld) -> None:
    chat = world.contact()
    menu = await world.say(chat, "菜单")
    data = [button["callback_data"] for button in menu.buttons]
    assert all(len(each.encode()) <= 64 for each in data)
    assert len(set(data)) == len(data)


async def test_a_press_is_answered_at_once_and_an_old_one_gets_a_sentence(
    world: TelegramWorld,
) -> None:
    chat, lending = world.contact(), world.lending
    ref = (await lending.submit()).data["ref"]
    card = await world.next(chat, 0)
    stale = {"text": "撤回", "callback_data": card.token_of("撤回")}
    await lending.unit_sign(ref)
    await world.api.until(lambda: card.edits)
    card.buttons = [stale]
    await world.api.press(card, "撤回")
    said = await world.api.until(
        lambda: [m for m in world.api.chat(chat) if "这张卡片是旧的" in m.text]
    )
    assert said
    assert len(world.api.called("answerCallbackQuery")) == 1
