"""The Telegram channel (Telegram 渠道): its loops, started and stopped with the house."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from telegram import BotCommand, MenuButtonCommands
from telegram.error import TelegramError

from bot.channels.telegram.client import bot_id_of, bot_of
from bot.channels.telegram.deliver import Deliver
from bot.channels.telegram.handle import Handle
from bot.channels.telegram.limiter import Limiter
from bot.channels.telegram.poll import WANTED, Poll
from bot.channels.telegram.send import Send
from bot.channels.telegram.take_in import take_in
from bot.channels.telegram.work import Work
from bot.logs import log
from bot.settings import Settings
from core.dispatch import Dispatch

COMMANDS = (("start", "开始"), ("help", "帮助"), ("cancel", "取消"), ("settings", "提醒设置"))
PATH = "/webhook/telegram"


class Telegram:
    """`run` until cancelled: polls or listens, works through the inbox, sends."""

    def __init__(self, settings: Settings, dispatch: Dispatch) -> None:
        self.settings, self.dispatch = settings, dispatch
        self.bot, self.bot_id = bot_of(settings), bot_id_of(settings)
        limiter = Limiter()
        self.work = Work(dispatch, Handle(dispatch, self.bot, limiter, settings.public_url))
        self.send = Send(dispatch, Deliver(dispatch, self.bot, limiter, settings.public_url))
        self.poll = Poll(dispatch, self.bot, self.bot_id, self.work.arrived)

    async def run(self) -> None:
        loops = [self.work.run(), self.send.run(), self._listen()]
        tasks = [asyncio.create_task(loop) for loop in loops]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(Exception):
                await self.bot.close_connections()

    async def take(self, raw: dict[str, object]) -> None:
        """An update by webhook: kept before it is answered with 200."""
        await take_in(self.dispatch, self.bot, self.bot_id, [raw])
        self.work.arrived.set()

    async def _listen(self) -> None:
        await self._best_effort()
        if self.settings.telegram_mode == "webhook":
            return await self._keep_webhook()
        await self.poll.run()

    async def _keep_webhook(self) -> None:
        """Set it, and set it again for ever where the service did not answer."""
        secret = self.settings.telegram_webhook_secret
        while True:
            try:
                await self.bot.set_webhook(
                    self.settings.public_url.rstrip("/") + PATH,
                    secret_token=secret.get_secret_value() if secret else None,
                    allowed_updates=WANTED,
                )
                return
            except TelegramError as error:
                log.warning("telegram_webhook", error=type(error).__name__)
                await asyncio.sleep(30)

    async def _best_effort(self) -> None:
        """Commands and menu button: pleasant, never needed."""
        with suppress(TelegramError):
            await self.bot.set_my_commands([BotCommand(*each) for each in COMMANDS])
            await self.bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        if self.settings.telegram_mode == "polling":
            with suppress(TelegramError):
                await self.bot.delete_webhook()
