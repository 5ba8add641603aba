"""在 Telegram 上聊 / What a test does with a chat: press and read on, wait for words, read the labels."""

from __future__ import annotations

import orjson

from bot.story.bot_api import Shown
from tests.support.telegram_world import TelegramWorld


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
