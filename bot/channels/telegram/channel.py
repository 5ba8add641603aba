"""The Telegram channel (Telegram 渠道): its loops, started and stopped with the house."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram.error import TelegramError

from bot.channels.telegram.client import bot_id_of, bot_of
from bot.channels.telegram.deliver import Deliver
from bot.channels.telegram.files import Files
from bot.channels.telegram.greet import greet_everyone
from bot.channels.telegram.handle import Handle
from bot.channels.telegram.limiter import Limiter
from bot.channels.telegram.pictures import Pictures
from bot.channels.telegram.poll import WANTED, Poll
from bot.channels.telegram.send import Send
from bot.channels.telegram.take_in import take_in
from bot.channels.telegram.work import Work
from bot.logs import log
from bot.settings import Settings
from core.dispatch import Dispatch
from core.files.intake import Intake

PATH = "/webhook/telegram"
SET_EVERY_S, SET_AGAIN_S = 600.0, 15.0
BEGIN_AGAIN_S = 1.0
new_limiter: Callable[[], Limiter] = Limiter  # stories hurry


class Telegram:
    """`run` until cancelled: polls or listens, works through the inbox, sends."""

    def __init__(
        self,
        settings: Settings,
        dispatch: Dispatch,
        limiter: Limiter | None = None,
        intake: Intake | None = None,
    ) -> None:
        self.settings, self.dispatch = settings, dispatch
        self.webhook_every, self.webhook_again = SET_EVERY_S, SET_AGAIN_S
        self.bot, self.bot_id = bot_of(settings), bot_id_of(settings)
        limiter = limiter or new_limiter()
        self.pictures = Pictures(dispatch, self.bot, intake)
        files = Files(dispatch, self.bot, self.pictures)
        self.work = Work(dispatch, Handle(dispatch, self.bot, limiter, settings.public_url, files))
        self.app_url = settings.public_url.rstrip("/") + "/app" if settings.over_https else ""
        deliver = Deliver(dispatch, self.bot, limiter, settings.public_url, self.app_url)
        self.send = Send(dispatch, deliver)
        self.poll = Poll(dispatch, self.bot, self.bot_id, self.work.arrived)

    async def run(self) -> None:
        loops = (self.work.run, self.send.run, self._listen, self._be_pleasant)
        tasks = [asyncio.create_task(_for_ever(loop)) for loop in loops]
        try:
            # Not `gather`: it would cancel them a second time, in the midst of their tidying up.
            await asyncio.wait(tasks)
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
        if self.settings.telegram_mode == "webhook":
            return await self._keep_webhook()
        with suppress(TelegramError):
            await self.bot.delete_webhook()
        await self.poll.run()

    async def _keep_webhook(self) -> None:
        """Set it, soon again where the service did not answer, and now and then in any case."""
        secret = self.settings.telegram_webhook_secret
        while True:
            try:
                await self.bot.set_webhook(
                    self.settings.public_url.rstrip("/") + PATH,
                    secret_token=secret.get_secret_value() if secret else None,
                    allowed_updates=WANTED,
                )
                await asyncio.sleep(self.webhook_every)
            except TelegramError as error:
                log.warning("telegram_webhook", error=type(error).__name__)
                await asyncio.sleep(self.webhook_again)

    async def _be_pleasant(self) -> None:
        await greet_everyone(self.bot, self.app_url)


async def _for_ever(loop: Callable[[], Awaitable[None]]) -> None:
    """Begin a loop again after a fault, such as a database that is away for a while."""
    while True:
        try:
            return await loop()
        except Exception as bug:
            log.error("telegram_loop", exc_info=bug)
            await asyncio.sleep(BEGIN_AGAIN_S)
