"""Polling (轮询): ask, keep, and only then let the next question acknowledge what was kept.

No offset is remembered: after a confirming question the offset is dropped again, so that ids which
begin anew are never taken for old ones. What comes twice is kept once.
"""

from __future__ import annotations

import asyncio
from typing import Any

from telegram.error import Conflict, RetryAfter, TelegramError

from bot.channels.telegram.client import OurBot
from bot.channels.telegram.holder import hold, note_good_poll, release
from bot.channels.telegram.take_in import take_in
from bot.logs import log
from core.dispatch import Dispatch
from core.ids import opaque

WAIT_S = 25
# Longer than the question and its network patience: whoever has not answered by then is stuck.
STUCK_S = WAIT_S + 30
AT_ONCE = 100
WANTED = ("message", "edited_message", "callback_query")
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0


class Poll:
    """One poller of a process. `arrived` is called when there is something to handle."""

    def __init__(
        self, dispatch: Dispatch, bot: OurBot, bot_id: int, arrived: asyncio.Event
    ) -> None:
        self.dispatch, self.bot, self.bot_id = dispatch, bot, bot_id
        self.arrived = arrived
        self.me = opaque(20)
        self.wait, self.stuck_after = WAIT_S, float(STUCK_S)
        self.offset: int | None = None
        self.pause = FIRST_PAUSE_S

    async def run(self) -> None:
        """Until cancelled; no answer of the service ends it."""
        try:
            while True:
                if await self._may_ask():
                    await self._ask_guarded()
                else:
                    await asyncio.sleep(FIRST_PAUSE_S)
        finally:
            now = self.dispatch.clock.now()
            await self.dispatch.work(lambda s: release(s, self.bot_id, self.me, now))

    async def _may_ask(self) -> bool:
        now = self.dispatch.clock.now()
        return await self.dispatch.work(lambda s: hold(s, self.bot_id, self.me, now))

    async def _ask_guarded(self) -> None:
        try:
            async with asyncio.timeout(self.stuck_after):
                await self.ask()
            self.pause = FIRST_PAUSE_S
        except TimeoutError:
            log.warning("telegram_poll", error="stuck")
            await self.bot.begin_polling_anew()
        except RetryAfter as error:
            wait = error.retry_after
            await asyncio.sleep(float(wait) if isinstance(wait, int) else wait.total_seconds())
        except Conflict:
            # Somebody else asks with our token, or a webhook is set: ours goes first again soon.
            log.warning("telegram_conflict")
            await self._drop_webhook()
            await self._rest()
        except TelegramError as error:
            log.warning("telegram_poll", error=type(error).__name__)
            await self._rest()
        except Exception as bug:
            log.error("telegram_poll", exc_info=bug)
            await self._rest()

    async def ask(self) -> int:
        """One question; gives how many updates came."""
        raw = await self._updates()
        confirming = self.offset is not None
        if raw:
            await take_in(self.dispatch, self.bot, self.bot_id, raw)
            self.offset = max(each["update_id"] for each in raw) + 1
            self.arrived.set()
        elif confirming:
            self.offset = None
        now = self.dispatch.clock.now()
        await self.dispatch.work(lambda s: note_good_poll(s, self.bot_id, now))
        return len(raw)

    async def _updates(self) -> list[dict[str, Any]]:
        # A confirming question answers at once: it is there to acknowledge.
        patience = 0 if self.offset is not None else self.wait
        return await self.bot.raw_updates(self.offset, AT_ONCE, patience, WANTED)

    async def _drop_webhook(self) -> None:
        try:
            await self.bot.delete_webhook()
        except TelegramError as error:
            log.warning("telegram_webhook", error=type(error).__name__)

    async def _rest(self) -> None:
        await asyncio.sleep(self.pause)
        self.pause = min(self.pause * 2, LONGEST_PAUSE_S)
