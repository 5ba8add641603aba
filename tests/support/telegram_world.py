"""A room whose people write to it by Telegram."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.rows import NAME
from bot.story.bot_api import BotApi, Shown
from core.outbox.reach import Reach
from tests.support.lending import Lending

CONTACT_CHAT = 7001
LEADER_CHAT = 7002


@dataclass(frozen=True, slots=True)
class TelegramWorld:
    lending: Lending
    api: BotApi
    telegram: Telegram
    running: asyncio.Task[None]

    async def stop(self) -> None:
        """This house's loops end, as with a clean stop."""
        self.running.cancel()
        with suppress(asyncio.CancelledError):
            await self.running

    def bind(self, member_id: int, chat_id: int) -> int:
        """As if the member had bound this chat: the chat's id is the person's."""
        house = self.lending.house
        now = house.clock.now()
        here = str(chat_id)
        reach = Reach(channel=NAME, member_id=member_id, address=here, person=here, bound_at=now)
        house.keep(reach)
        return chat_id

    def contact(self) -> int:
        return self.bind(self.lending.contact, CONTACT_CHAT)

    def leader(self) -> int:
        return self.bind(self.lending.leader, LEADER_CHAT)

    async def say(self, chat_id: int, text: str) -> Shown:
        """Write, and give the next message that comes into the chat."""
        before = len(self.api.chat(chat_id))
        await self.api.write(chat_id, text)
        return await self.next(chat_id, before)

    async def next(self, chat_id: int, before: int) -> Shown:
        """The first message after the `before` that were there."""
        found: list[Shown] = await self.api.until(lambda: self.api.chat(chat_id)[before:])
        return found[0]
