"""聊天的二十条要求之一至十，每条一个测试，按条号命名（十一至二十在旁边的文件里）。
The first ten of the twenty demands on a chat, one test each, named after the demand.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import orjson
import pytest_asyncio
from aiohttp import ClientSession

from bot.story.bot_api import Shown
from core.members.member import Role
from core.principal import Principal
from core.requests.expire_uncollected import ExpireUncollected
from core.requests.withdraw_request import WithdrawRequest
from tests.bot.channels.telegram.test_binding import PIN, invited, opened, with_pin
from tests.support.lending import a_case
from tests.support.telegram_chat import labels, offered, pressed, said
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
