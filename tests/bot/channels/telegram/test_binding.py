"""绑定：纸上的一次性码加办理密码；泄露的、用过的、过期的都只有一句话，安全员知道；重绑即换。
Binding: the slip's one-time code and a second proof on our own page; rebinding revokes.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from aiohttp import ClientSession

from bot.channels.telegram.rows import TelegramLink, TelegramUpdate
from core.members.codes import code_hash, new_code
from core.members.invite_member import InviteMember
from core.members.member import Role
from core.members.pins import pin_digest
from core.members.proofs import Pin
from core.outbox.reach import Reach
from tests.support.telegram_world import TelegramWorld
from tests.support.web import a_site

PIN = "274913"
CHAT, OTHER = 8001, 8002


@pytest_asyncio.fixture
async def phone(world: TelegramWorld, tmp_path: Path) -> AsyncIterator[ClientSession]:
    """A browser without any account, on our own pages."""
    async with (
        a_site(world.lending.house, tmp_path) as site,
        ClientSession(site.make_url("/")) as client,
    ):
        yield client


async def invited(world: TelegramWorld, member_id: int) -> str:
    code = new_code()
    administrator = world.lending.house.add_member(Role.ADMINISTRATOR)
    command = InviteMember(member_id=member_id, code_hash=code_hash(code))
    assert (await world.lending.house.do(administrator, command)).done
    return code


async def with_pin(world: TelegramWorld, member_id: int) -> None:
    digest = await pin_digest(PIN, str(member_id))
    house = world.lending.house
    house.keep(Pin(member_id=member_id, digest=digest, set_at=house.clock.now()))


async def opened(world: TelegramWorld, chat: int, code: str) -> str:
    """The path of the page that the chat offers for this code."""
    answer = await world.say(chat, f"/start {code}")
    found = re.search(r"/link/[\w-]+", answer.text)
    assert found, answer.text
    return found[0]


async def test_code_and_pin_bind_the_chat_and_say_so_there(
    world: TelegramWorld, phone: ClientSession
) -> None:
    contact = world.lending.contact
    await with_pin(world, contact)
    path = await opened(world, CHAT, await invited(world, contact))
    async with phone.post(path, data={"pin": PIN}) as page:
        assert "请回到聊天" in await page.text()
    said = await world.api.until(lambda: [m for m in world.api.chat(CHAT) if "绑定好了" in m.text])
    assert said
    (reach,) = world.lending.house.all(Reach)
    assert (reach.address, reach.person, reach.member_id) == (str(CHAT), str(CHAT), contact)


async def test_a_first_binding_sets_the_pin(world: TelegramWorld, phone: ClientSession) -> None:
    someone = world.lending.house.add_member(
        Role.UNIT_CONTACT, unit=world.lending.unit, bound=False
    )
    path = await opened(world, CHAT, await invited(world, someone))
    async with phone.post(path, data={"pin": PIN, "again": "111111"}) as page:
        assert "两次输入不一样" in await page.text()
    async with phone.post(path, data={"pin": PIN, "again": PIN}) as page:
        assert page.status == 200
    assert [reach.member_id for reach in world.lending.house.all(Reach)] == [someone]


async def test_the_code_is_kept_nowhere(world: TelegramWorld) -> None:
    contact = world.lending.contact
    code = await invited(world, contact)
    await opened(world, CHAT, code)
    house = world.lending.house
    kept = [row.body for row in house.all(TelegramUpdate)]
    assert code not in "".join([*kept, *(link.code_hash for link in house.all(TelegramLink))])


async def test_a_wrong_pin_binds_nothing_and_a_right_one_afterwards_does(
    world: TelegramWorld, phone: ClientSession
) -> None:
    contact = world.lending.contact
    await with_pin(world, contact)
    path = await opened(world, CHAT, await invited(world, contact))
    async with phone.post(path, data={"pin": "918273"}) as page:
        assert "还可试 4 次" in await page.text()
    assert world.lending.house.all(Reach) == []
    async with phone.post(path, data={"pin": PIN}) as page:
        assert page.status == 200


async def test_a_code_that_was_used_gets_a_sentence_and_the_officer_is_told(
    world: TelegramWorld, phone: ClientSession
) -> None:
    contact = world.lending.contact
    officer = world.lending.house.add_member(Role.SECURITY_OFFICER)
    await with_pin(world, contact)
    code = await invited(world, contact)
    path = await opened(world, CHAT, code)
    async with phone.post(path, data={"pin": PIN}) as page:
        assert page.status == 200
    answer = await world.say(OTHER, f"/start {code}")
    assert "不能用" in answer.text
    told = world.lending.house.messages("invitation_misused")
    assert [message.member_id for message in told] == [officer]
    async with phone.get(path) as page:
        assert page.status == 410


async def test_a_code_that_never_was_gets_the_same_sentence(world: TelegramWorld) -> None:
    answer = await world.say(OTHER, f"/start {new_code()}")
    assert "不能用" in answer.text


async def test_binding_again_ends_the_chat_before(
    world: TelegramWorld, phone: ClientSession
) -> None:
    contact = world.lending.contact
    await with_pin(world, contact)
    for chat in (CHAT, OTHER):
        path = await opened(world, chat, await invited(world, contact))
        async with phone.post(path, data={"pin": PIN}) as page:
            assert page.status == 200
    await world.api.write(CHAT, "菜单")
    assert await world.api.until(
        lambda: [m for m in world.api.chat(CHAT) if "还没有绑定" in m.text]
    )
    live = [reach for reach in world.lending.house.all(Reach) if reach.revoked_at is None]
    assert [reach.address for reach in live] == [str(OTHER)]


async def test_a_bound_chat_used_by_another_person_is_a_strangers(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.api.write(chat, "菜单", user_id=555)
    assert "还没有绑定" in (await world.next(chat, 0)).text
