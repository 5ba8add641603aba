"""收件不丢：先存下再应答；进程被杀、网络断、编号从头来，都不丢也不重。
Nothing is lost: kept before it is acknowledged, whatever the service and the network do.
"""

from __future__ import annotations

import pytest

from bot.channels.telegram.rows import TelegramUpdate, UpdateState
from bot.story.bot_api import BROKEN, CONFLICT, NOT_FOUND
from tests.support.telegram_world import TelegramWorld


async def test_a_word_is_answered(world: TelegramWorld) -> None:
    chat = world.contact()
    answer = await world.say(chat, "菜单")
    assert "申请查档" in [button["text"] for button in answer.buttons]


async def test_an_update_that_comes_again_is_answered_once(world: TelegramWorld) -> None:
    chat = world.contact()
    update = await world.api.write(chat, "帮助")
    await world.next(chat, 0)
    await world.api.arrive({"message": update["message"]}, update["update_id"])
    await world.say(chat, "菜单")
    assert len(world.api.chat(chat)) == 2


async def test_ids_that_begin_anew_are_no_old_ones(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.say(chat, "帮助")
    world.api.reset_update_ids(3)
    answer = await world.say(chat, "菜单")
    assert "申请查档" in [button["text"] for button in answer.buttons]


@pytest.mark.parametrize("how", [BROKEN, NOT_FOUND, CONFLICT])
async def test_a_bad_answer_to_polling_ends_nothing(world: TelegramWorld, how: str) -> None:
    chat = world.contact()
    world.api.next_answers["getUpdates"].extend([how, how])
    assert await world.say(chat, "菜单")


async def test_an_update_that_cannot_be_read_holds_up_nobody(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.api.arrive({"message": {"nonsense": True}})
    await world.api.arrive({"callback_query": 7})
    assert await world.say(chat, "菜单")


async def test_one_persons_messages_stay_in_order(world: TelegramWorld) -> None:
    chat = world.contact()
    for text in ("申请查档", "取消", "菜单"):
        await world.api.write(chat, text)
    shown = await world.api.until(lambda: len(world.api.chat(chat)) == 3 and world.api.chat(chat))
    assert "取消" in shown[1].text
    assert "申请查档" in [button["text"] for button in shown[2].buttons]


async def test_of_what_was_handled_nothing_is_kept(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.say(chat, "帮助")
    await world.say(chat, "菜单")  # the first is finished before the second is begun
    first = world.lending.house.all(TelegramUpdate)[0]
    assert (first.state, first.body) == (UpdateState.DONE, "{}")


async def test_private_text_is_dropped_before_it_is_kept(world: TelegramWorld) -> None:
    chat = world.contact()
    answer = await world.say(chat, "他的身份证号是 11010519491231002X")
    assert "没有保存" in answer.text
    assert "1101051949" not in "".join(row.body for row in world.lending.house.all(TelegramUpdate))


async def test_groups_get_nothing(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.api.write(-500, "菜单", kind="group", user_id=chat)
    await world.say(chat, "菜单")
    assert world.api.chat(-500) == []


async def test_a_stranger_is_told_how_to_begin_and_nothing_else(world: TelegramWorld) -> None:
    answer = await world.say(9999, "办理进度")
    assert "还没有绑定" in answer.text
    assert answer.buttons == []
