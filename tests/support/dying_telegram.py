"""一个随处会被杀的 Telegram 渠道 / A Telegram channel that kills itself at one point of a turn.

Stage `none` lives until it is stopped.
Its clock is two minutes later each LIFE, so that what the one before held is free.
"""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import bot.schema  # noqa: F401 — the channels' own tables
from bot.channels.telegram.channel import Telegram
from bot.conversations import turn  # noqa: F401 — declares the conversation
from bot.settings import Settings
from bot.story.bot_api import TOKEN
from core.database import Database
from core.dispatch import Dispatch
from tests.support.clock import MORNING, RunningClock
from tests.support.house import shipped_law

STAGES = ("kept", "before_dispatch", "after_dispatch", "leased", "begun", "sent")


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


class Dying:
    """Stands before a thing and dies instead of, or right after, one of its methods."""

    def __init__(self, it: Any, method: str, *, after: bool) -> None:
        self.it, self.method, self.after = it, method, after

    def __getattr__(self, name: str) -> Any:
        return self._fatal if name == self.method else getattr(self.it, name)

    async def __call__(self, *given: Any) -> None:
        await self._fatal(*given)

    async def _fatal(self, *given: Any, **named: Any) -> None:
        if self.after:
            await getattr(self.it, self.method)(*given, **named)
        die()


def doom(telegram: Telegram, stage: str) -> None:
    """Prepare the death."""
    work, send = telegram.work, telegram.send
    fatal: Any
    match stage:
        case "kept":
            telegram.poll.arrived.set = die  # type: ignore[method-assign]
        case "before_dispatch" | "after_dispatch":
            fatal = Dying(work.handle, "__call__", after=stage == "after_dispatch")
            work.handle = fatal
        case "leased":
            fatal = Dying(send.deliver, "__call__", after=False)
            send.deliver = fatal
        case "begun" | "sent":
            fatal = Dying(telegram.bot, "send_message", after=stage == "sent")
            send.deliver.bot = telegram.work.handle.bot = fatal


def live(url: str, api: str, life: int, stage: str, _pipe: Connection) -> None:
    """Serve the chat until the stage is reached."""
    asyncio.run(_live(url, api, life, stage))


async def _live(url: str, api: str, life: int, stage: str) -> None:
    settings = Settings(
        data_dir=Path("unused"),
        telegram_token=TOKEN,
        telegram_base_url=f"{api}/bot",
        telegram_file_base_url=f"{api}/file/bot",
    )
    clock = RunningClock(MORNING + timedelta(minutes=2 * life))
    dispatch = Dispatch(Database(url), shipped_law(), clock)
    telegram = Telegram(settings, dispatch)
    dispatch.wake_sender = telegram.send.woken.set
    doom(telegram, stage)
    await telegram.run()
