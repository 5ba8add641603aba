"""回调：存下才回 200；口令不对就像没有这个地址；再大再乱的来件都有答复；设不上就再设。
Webhook over real HTTP: kept before 200, a wrong secret finds nothing, nonsense is answered, and the
address is set again until the service has taken it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pytest
import pytest_asyncio
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.channels.telegram.channel import PATH, Telegram
from bot.channels.telegram.rows import TelegramUpdate
from bot.channels.webchat.hub import Hub
from bot.settings import Settings
from bot.story.bot_api import BROKEN, FLOOD, NOT_FOUND, BotApi
from bot.web.app import build_app
from bot.web.telegram_webhook import SECRET, TELEGRAM
from tests.support.house import House
from tests.support.lending import Lending
from tests.support.telegram_world import TelegramWorld

WORD = "s3cret-of-the-hook"
RIGHT = {SECRET: WORD}


@pytest.fixture
def listens(settings: Settings) -> Settings:
    more = {"telegram_mode": "webhook", "telegram_webhook_secret": SecretStr(WORD)}
    return settings.model_copy(update=more)


@pytest.fixture
def telegram(house: House, listens: Settings) -> Telegram:
    made = Telegram(listens, house.dispatch)
    made.webhook_again = 0.05
    house.dispatch.wake_sender = made.send.woken.set
    return made


@pytest_asyncio.fixture
async def hook(house: House, listens: Settings, telegram: Telegram) -> AsyncIterator[ClientSession]:
    """The house's own door, as the service knocks at it."""
    app = build_app(listens, house.dispatch, Hub())
    app[TELEGRAM] = telegram
    server = TestServer(app)
    await server.start_server()
    async with ClientSession(server.make_url("/")) as client:
        yield client
    await server.close()


@pytest_asyncio.fixture
async def world(
    house: House, telegram: Telegram, served_api: tuple[BotApi, str]
) -> AsyncIterator[TelegramWorld]:
    running = asyncio.create_task(telegram.run())
    world = TelegramWorld(Lending(house), served_api[0], telegram, running)
    yield world
    await world.stop()


async def knock(hook: ClientSession, update: Any, headers: dict[str, str] = RIGHT) -> int:
    async with hook.post(PATH, json=update, headers=headers) as answer:
        return answer.status


def update_of(chat: int, text: str = "菜单", number: int = 1) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "Q"}
    chat_of = {"id": chat, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat_of, "from": who, "text": text}
    return {"update_id": number, "message": message}


async def test_it_is_kept_before_it_is_answered(hook: ClientSession, house: House) -> None:
    """No loop of ours runs here: what is found was there when 200 came."""
    assert await knock(hook, update_of(7001)) == 200
    assert [row.chat_id for row in house.all(TelegramUpdate)] == [7001]


async def test_a_redelivered_update_is_kept_once(hook: ClientSession, house: House) -> None:
    for _ in range(3):
        assert await knock(hook, update_of(7001)) == 200
    assert len(house.all(TelegramUpdate)) == 1


async def test_what_is_kept_is_answered(hook: ClientSession, world: TelegramWorld) -> None:
    chat = world.contact()
    assert await knock(hook, update_of(chat)) == 200
    answer = await world.next(chat, 0)
    assert "申请查档" in [button["text"] for button in answer.buttons]
    assert world.api.called("getUpdates") == []


@pytest.mark.parametrize(
    "headers", [{}, {SECRET: ""}, {SECRET: WORD + "x"}, {SECRET: WORD[:-1]}, {SECRET: "秘密"}]
)
async def test_a_wrong_secret_finds_no_such_address(
    hook: ClientSession, house: House, headers: dict[str, str]
) -> None:
    assert await knock(hook, update_of(7001), headers) == 404
    assert house.all(TelegramUpdate) == []


async def test_a_house_that_polls_has_no_such_address(
    house: House, settings: Settings, tmp_path: Path
) -> None:
    app = build_app(settings, house.dispatch, Hub())
    app[TELEGRAM] = Telegram(settings, house.dispatch)
    server = TestServer(app)
    await server.start_server()
    async with ClientSession(server.make_url("/")) as client:
        assert await knock(client, update_of(7001), RIGHT) == 404
    await server.close()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"7", b'"x"', b"null", b"\xff\xfe", b"[" * 100_000, b"{}x"],
    ids=["empty", "half", "list", "number", "text", "null", "bytes", "deep", "more"],
)
async def test_nonsense_is_answered_and_kept_nowhere(
    hook: ClientSession, house: House, body: bytes
) -> None:
    async with hook.post(PATH, data=body, headers=RIGHT) as answer:
        assert answer.status == 400
    assert house.all(TelegramUpdate) == []


async def test_what_is_too_large_is_answered(hook: ClientSession, house: House) -> None:
    async with hook.post(PATH, data=BytesIO(b" " * (1024 * 1024 + 1)), headers=RIGHT) as answer:
        assert answer.status == 413
    assert house.all(TelegramUpdate) == []


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": "x", "message": 7},
        {"update_id": 1, "message": {"chat": {}}},
        {"update_id": 1, "callback_query": {"id": "1"}},
        update_of(2**70),
        {**update_of(7001), "message": [1]},
    ],
)
async def test_an_update_that_nobody_can_read_is_not_asked_for_again(
    hook: ClientSession, house: House, update: Any
) -> None:
    assert await knock(hook, update) == 200
    assert house.all(TelegramUpdate) == []


async def test_half_an_emoji_is_kept_like_any_word(hook: ClientSession, house: House) -> None:
    body = b'{"update_id":1,"message":{"message_id":1,"date":1,"text":"a\\ud83d",'
    body += (
        b'"chat":{"id":7001,"type":"private"},"from":{"id":7001,"is_bot":false,"first_name":"Q"}}}'
    )
    async with hook.post(PATH, data=body, headers=RIGHT) as answer:
        assert answer.status == 200
    (row,) = house.all(TelegramUpdate)
    assert orjson.loads(row.body)["text"] == "a?"


async def test_it_is_set_again_until_the_service_has_taken_it(
    telegram: Telegram, served_api: tuple[BotApi, str], listens: Settings
) -> None:
    api, _ = served_api
    api.next_answers["setWebhook"].extend([BROKEN, FLOOD, NOT_FOUND])
    running = asyncio.create_task(telegram.run())
    await api.until(lambda: api.webhook)
    assert api.webhook == listens.public_url.rstrip("/") + PATH
    said = api.called("setWebhook")
    assert len(said) == 4
    assert {each["secret_token"] for each in said} == {WORD}
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
