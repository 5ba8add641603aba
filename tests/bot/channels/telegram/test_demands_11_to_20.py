"""聊天的二十条要求之十一至二十，每条一个测试，按条号命名（一至十在旁边的文件里）。
The last ten of the twenty demands on a chat, one test each, named after the demand.
"""

from __future__ import annotations

import re

import orjson

from core.members.member import Role
from core.outbox.message import Message
from core.reminders.choice import ReminderChoice
from tests.support.telegram_chat import labels, pressed, said
from tests.support.telegram_world import TelegramWorld

APPLY = "申请查档"


def a_reminder(world: TelegramWorld) -> Message:
    """Five working days before a loan is due, as the ladder would leave it."""
    now = world.lending.house.clock.now()
    args = {"number": "测办〔2026〕0001号", "due_on": "2026-12-04", "left": 5, "nth": 1}
    more = {"before": None, "next_on": None, "next_to": [], "post": "contact", "volumes": 1}
    more |= {"is_last": False, "instead": False}
    return Message(
        dedupe_key="reminder",
        channel="telegram",
        member_id=world.lending.contact,
        kind="remind_loan",
        args=orjson.dumps({**args, **more}).decode(),
        not_before=now,
        created_at=now,
    )


async def test_11_a_cheap_step_is_taken_back_and_a_costly_one_asks_for_the_pin(
    world: TelegramWorld,
) -> None:
    contact, leader = world.contact(), world.leader()
    ref = (await world.lending.submit()).data["ref"]
    card = await world.next(contact, 0)
    await world.lending.print_form(ref)
    cards = await world.api.until(
        lambda: [m for m in world.api.chat(leader) if "确认已签批" in labels(m)]
    )
    asked = await pressed(world, cards[0], "确认已签批")
    assert "/link/" in asked.text
    assert world.lending.request(ref).number in asked.text
    assert world.lending.request(ref).state == "submitted"
    await world.api.press(card, "撤回")
    await world.api.until(lambda: "已撤回" in card.text)
    assert world.lending.request(ref).state == "withdrawn"


async def test_11_a_choice_in_a_form_is_taken_back_by_a_tap(world: TelegramWorld) -> None:
    chat = world.contact()
    first = await world.say(chat, APPLY)
    second = await pressed(world, first, labels(first)[0])
    again = await pressed(world, second, "上一步")
    assert again.text == first.text
    told = await pressed(world, again, "取消")
    assert "取消" in told.text


async def test_12_a_form_tells_its_step_and_survives_days_and_a_restart(
    world: TelegramWorld,
) -> None:
    chat = world.contact()
    first = await world.say(chat, APPLY)
    assert re.search(r"第 1 步 / 共 \d+ 步", first.text)
    assert "取消" in labels(first)
    second = await pressed(world, first, labels(first)[0])
    assert re.search(r"第 2 步 / 共 \d+ 步", second.text)
    assert {"上一步", "取消"} <= set(labels(second))
    world.lending.house.clock.advance(days=3)
    await world.api.write(chat, APPLY)
    await said(world, chat, "接着")


async def test_13_a_wrong_answer_says_what_is_expected_and_keeps_the_rest(
    world: TelegramWorld,
) -> None:
    chat = world.contact()
    await world.say(chat, APPLY)
    assert "前面填的都还在" in (await world.say(chat, "随便")).text


async def test_14_an_album_gets_one_answer(world: TelegramWorld) -> None:
    chat = world.contact()
    for number in range(3):
        photo = [{"file_id": f"p{number}", "file_unique_id": f"p{number}", "width": 1, "height": 1}]
        head = world.api._head(chat)
        await world.api.arrive({"message": {**head, "photo": photo, "media_group_id": "one"}})
    await world.next(chat, 0)
    await world.say(chat, "帮助")
    assert len(world.api.chat(chat)) == 2


async def test_15_a_file_that_is_too_large_is_told_the_other_way(world: TelegramWorld) -> None:
    chat = world.contact()
    large = {"file_id": "d", "file_unique_id": "d", "file_size": 30 * 1024 * 1024}
    await world.api.arrive({"message": {**world.api._head(chat), "document": large}})
    assert (await world.next(chat, 0)).text
    assert world.api.called("getFile") == []


async def test_16_an_edited_message_is_told_how_to_correct(world: TelegramWorld) -> None:
    chat = world.contact()
    update = await world.api.write(chat, "帮助")
    await world.next(chat, 0)
    await world.api.arrive({"edited_message": {**update["message"], "text": "菜单"}})
    answer = await world.next(chat, 1)
    assert APPLY not in labels(answer)


async def test_17_a_reminder_can_be_answered_where_it_stands(world: TelegramWorld) -> None:
    """Its ladder and one a day are tested with the reminders; here: it arrives with its buttons."""
    chat, house = world.contact(), world.lending.house
    house.keep(a_reminder(world))
    world.telegram.send.woken.set()
    reminder = await said(world, chat, "到期提醒")
    assert labels(reminder) == ["在借档案", "提醒设置"]
    assert (await pressed(world, reminder, "在借档案")).text


async def test_18_a_digest_and_quiet_hours_are_chosen_in_chat(world: TelegramWorld) -> None:
    chat = world.contact()
    asked = await pressed(world, await world.say(chat, "提醒设置"), "改提醒方式")
    await pressed(world, asked, "每天 9 点")
    asked = await pressed(world, await world.say(chat, "提醒设置"), "改不打扰时段")
    await pressed(world, asked, "18 点到次日 8 点")
    (own,) = world.lending.house.all(ReminderChoice)
    assert (own.digest_hour, own.quiet_from, own.quiet_until) == (9, 18, 8)


async def test_19_a_pause_names_who_stands_in_and_how_to_resume(world: TelegramWorld) -> None:
    chat, lending = world.contact(), world.lending
    lending.house.add_member(Role.UNIT_CONTACT, unit=lending.unit)
    asked = await pressed(world, await world.say(chat, "提醒设置"), "暂停提醒")
    asked = await pressed(world, asked, labels(asked)[0])
    told = await pressed(world, asked, labels(asked)[0])
    assert "恢复提醒" in told.text + "".join(labels(told))


async def test_20_lists_are_plain_and_show_no_id_and_no_english(world: TelegramWorld) -> None:
    chat = world.contact()
    outcome = await world.lending.submit()
    await world.next(chat, 0)
    for asked in ("我的待办", "在借档案", "办理进度"):
        answer = await world.say(chat, asked)
        assert outcome.data["ref"] not in answer.text
        assert not re.search(r"[A-Za-z]{3,}", answer.text)
