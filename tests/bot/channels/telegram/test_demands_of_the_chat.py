"""聊天的二十条要求，每条一个测试，按条号命名（两条规则之间的细节在各自的测试里）。
The twenty demands on a chat, one test each, named after the demand.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import orjson
import pytest_asyncio
from aiohttp import ClientSession

from bot.story.bot_api import Shown
from core.members.member import Role
from core.outbox.message import Message
from core.principal import Principal
from core.reminders.choice import ReminderChoice
from core.requests.expire_uncollected import ExpireUncollected
from core.requests.withdraw_request import WithdrawRequest
from tests.bot.channels.telegram.test_binding import PIN, invited, opened, with_pin
from tests.support.lending import a_case
from tests.support.telegram_world import TelegramWorld
from tests.support.web import a_site

NEW = 8001
APPLY = "申请查档"


@pytest_asyncio.fixture
async def phone(world: TelegramWorld, tmp_path: Path) -> AsyncIterator[ClientSession]:
    async with (
        a_site(world.lending.house, tmp_path) as site,
        ClientSession(site.make_url("/")) as client,
    ):
        yield client


async def pressed(world: TelegramWorld, shown: Shown, label: str) -> Shown:
    """Press, and give the next message of that chat."""
    before = len(world.api.chat(shown.chat_id))
    await world.api.press(shown, label)
    return await world.next(shown.chat_id, before)


async def said(world: TelegramWorld, chat: int, part: str) -> Shown:
    """The first message in the chat with these words."""
    found: list[Shown] = await world.api.until(
        lambda: [m for m in world.api.chat(chat) if part in m.text]
    )
    return found[0]


def labels(shown: Shown) -> list[str]:
    return [str(button["text"]) for button in shown.buttons]


def offered(call: dict[str, str]) -> list[str]:
    """The names of a command list."""
    return [each["command"] for each in orjson.loads(call["commands"])]


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


async def test_01_binding_shows_whom_it_binds_and_is_confirmed_once(
    world: TelegramWorld, phone: ClientSession
) -> None:
    await with_pin(world, world.lending.contact)
    path = await opened(world, NEW, await invited(world, world.lending.contact))
    async with phone.get(path) as page:
        assert "请核对是不是您本人" in await page.text()
    async with phone.post(path, data={"pin": PIN}) as page:
        assert page.status == 200
    async with phone.post(path, data={"pin": PIN}) as page:
        assert page.status == 410


async def test_02_a_used_code_is_refused_and_the_officer_told(
    world: TelegramWorld, phone: ClientSession
) -> None:
    officer = world.lending.house.add_member(Role.SECURITY_OFFICER)
    await with_pin(world, world.lending.contact)
    code = await invited(world, world.lending.contact)
    path = await opened(world, NEW, code)
    async with phone.post(path, data={"pin": PIN}) as page:
        assert page.status == 200
    await world.api.write(NEW + 1, f"/start {code}")
    await said(world, NEW + 1, "不能用")
    told = world.lending.house.messages("invitation_misused")
    assert [message.member_id for message in told] == [officer]


async def test_03_the_four_commands_work_in_the_middle_of_a_form(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.say(chat, APPLY)
    assert "我能帮您" in (await world.say(chat, "/help")).text
    assert APPLY in labels(await world.say(chat, "/start"))
    assert "取消" in (await world.say(chat, "/cancel")).text
    assert (await world.say(chat, "/settings")).buttons


async def test_04_the_command_list_fits_the_post_and_is_no_access_check(
    world: TelegramWorld, phone: ClientSession
) -> None:
    """In Chinese for everyone; with the binding, those of the member's posts for this chat alone."""
    await world.api.until(lambda: len(world.api.called("setMyCommands")) == 2)
    (chinese, _) = world.api.called("setMyCommands")
    assert chinese["language_code"] == "zh"
    assert offered(chinese) == ["start", "help", "cancel", "settings"]
    await with_pin(world, world.lending.leader)
    path = await opened(world, NEW, await invited(world, world.lending.leader))
    async with phone.post(path, data={"pin": PIN}) as page:
        assert page.status == 200
    await said(world, NEW, "绑定好了")
    own = world.api.called("setMyCommands")[2]
    assert orjson.loads(own["scope"]) == {"type": "chat", "chat_id": NEW}
    assert offered(own)[:2] == ["tasks", "deputy"]
    assert int(world.api.called("setChatMenuButton")[-1]["chat_id"]) == NEW
    assert "由单位档案联络员办理" in (await world.say(NEW, "/apply")).text
    assert "还没有绑定" in (await world.say(NEW + 1, "/settings")).text


async def test_05_a_card_begins_with_its_number_and_what_it_waits_for(world: TelegramWorld) -> None:
    chat = world.contact()
    number = (await world.lending.submit()).data["number"]
    lines = (await world.next(chat, 0)).text.splitlines()
    assert lines[0] == number
    assert lines[1].startswith("环节：")


async def test_06_the_card_itself_decides_and_returning_asks_a_reason(world: TelegramWorld) -> None:
    chat, lending = world.leader(), world.lending
    ref = (await lending.submit()).data["ref"]
    await lending.print_form(ref)
    card = await world.api.until(
        lambda: [m for m in world.api.chat(chat) if "确认已签批" in labels(m)]
    )
    asked = await pressed(world, card[0], "退回补正")
    assert "查阅范围过宽" in labels(asked)
    await world.api.write(chat, "请补上介绍信")
    await said(world, chat, "退回补正")


async def test_07_a_press_is_answered_before_anything_else(world: TelegramWorld) -> None:
    menu = await world.say(world.contact(), "菜单")
    world.api.calls.clear()
    await pressed(world, menu, "帮助")
    methods = [name for name, _ in world.api.calls if name != "getUpdates"]
    assert methods[0] == "answerCallbackQuery"


async def test_08_every_copy_follows_a_decision_made_elsewhere(world: TelegramWorld) -> None:
    chats, lending = [world.contact(), world.leader()], world.lending
    ref = (await lending.submit()).data["ref"]
    cards = [await world.next(chat, 0) for chat in chats]
    await lending.house.do(lending.contact, WithdrawRequest(request=ref), via="web")
    for card in cards:
        await world.api.until(lambda card=card: "撤回" in card.text and card.edits)
        assert "撤回" not in labels(card)


async def test_08_a_copy_also_follows_when_time_runs_out(world: TelegramWorld) -> None:
    """Nobody came for what was ready: the card says what became of it, and offers nothing more."""
    chat, lending = world.contact(), world.lending
    ref = await a_case(lending, "ready")
    found = await world.api.until(
        lambda: [m for m in world.api.chat(chat) if "出示取档码" in labels(m)]
    )
    lending.house.clock.advance(days=10)
    key = "the evening after"
    assert (await lending.house.dispatch(Principal.clock(), ExpireUncollected(), key)).done
    await world.api.until(lambda: "逾期未取" in found[0].text)
    assert "接下来：" in found[0].text
    assert "出示取档码" not in labels(found[0])
    assert lending.request(ref).state == "not_collected"


async def test_09_stale_foreign_and_second_presses_each_get_a_sentence(
    world: TelegramWorld,
) -> None:
    contact, leader = world.contact(), world.leader()
    form = await world.say(contact, APPLY)
    choice = next(each for each in labels(form) if each not in ("取消", "上一步", "菜单"))
    await pressed(world, form, choice)
    await world.api.press(form, choice)
    await said(world, contact, "已经点过了")
    foreign = Shown(leader, 1, "x", form.buttons)
    await world.api.press(foreign, choice)
    await said(world, leader, "没有执行")


async def test_10_done_is_said_by_the_commit_that_did_it(world: TelegramWorld) -> None:
    """The answer is a row of the same transaction: what it says is true before it leaves."""
    chat = world.contact()
    ref = (await world.lending.submit()).data["ref"]
    card = await world.next(chat, 0)
    await world.api.press(card, "撤回")
    await said(world, chat, "撤回")
    assert world.lending.request(ref).state == "withdrawn"


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
