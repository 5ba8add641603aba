"""A room that lends, a fake Bot API over real HTTP, and the channel's own loops between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

import bot.schema  # noqa: F401 — the channels' own tables
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.limiter import OVERALL_S, PER_CHAT_S, Limiter
from bot.conversations import turn  # noqa: F401 — declares the conversation
from bot.settings import Settings
from bot.story.bot_api import TOKEN, BotApi, a_bot_api
from tests.support.clock import RunningClock
from tests.support.house import House, a_house
from tests.support.lending import Lending
from tests.support.telegram_world import TelegramWorld


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path, clock=RunningClock()) as opened:
        yield opened


@pytest_asyncio.fixture
async def served_api() -> AsyncIterator[tuple[BotApi, str]]:
    async with a_bot_api() as served:
        yield served


@pytest.fixture
def settings(tmp_path: Path, served_api: tuple[BotApi, str]) -> Settings:
    _, url = served_api
    return Settings(
        data_dir=tmp_path,
        telegram_token=TOKEN,
        telegram_base_url=f"{url}/bot",
        telegram_file_base_url=f"{url}/file/bot",
    )


@pytest.fixture
def limiter() -> Limiter:
    """Thirty times as quick as it is shipped, in the same proportions: nobody waits for seconds."""
    return Limiter(PER_CHAT_S / 30, OVERALL_S / 30)


@pytest_asyncio.fixture
async def world(
    house: House, settings: Settings, served_api: tuple[BotApi, str], limiter: Limiter
) -> AsyncIterator[TelegramWorld]:
    telegram = Telegram(settings, house.dispatch, limiter)
    house.dispatch.wake_sender = telegram.send.woken.set
    running = asyncio.create_task(telegram.run())
    world = TelegramWorld(Lending(house), served_api[0], telegram, running)
    try:
        yield world
    finally:
        await world.stop()
