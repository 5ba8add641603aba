"""A house that listens on Telegram (聊天测量用的房子): members bound, its channel running, the service beside."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from aiohttp import ClientSession
from sqlalchemy import insert
from sqlmodel import Session

import bot.schema  # noqa: F401 — the channels' own tables
from bot.bench.house import new_house
from bot.bench.process import free_port, running, seconds_until_ready
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.rows import NAME
from bot.clock import SystemClock
from bot.conversations import turn  # noqa: F401 — declares the conversation
from bot.settings import Settings
from core.database import Database
from core.dispatch import Dispatch
from core.members.member import Grant, Member, Role
from core.outbox.reach import Reach
from rules.book import load_book
from rules.judge import Judge

CHATS = 200
LOOK_EVERY_S = 0.02


@dataclass(frozen=True, slots=True)
class Listening:
    telegram: Telegram
    service: str

    async def until_none(self, question: Callable[[Session], int], within_s: float) -> None:
        """Look until the question's count is 0; raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while await self.telegram.dispatch.ask(question):  # noqa: ASYNC110 — what is watched tells nobody
                await asyncio.sleep(LOOK_EVERY_S)

    async def sent(self) -> list[tuple[int, float]]:
        """What the service saw: chat and time of every message."""
        async with ClientSession() as http, http.get(f"{self.service}/seen") as answer:
            return [(chat, at) for chat, at in await answer.json()]


@asynccontextmanager
async def listening(folder: Path) -> AsyncIterator[Listening]:
    """The channel with everything as shipped, its limiter too."""
    house, port = new_house(folder / "chat.sqlite"), free_port()
    service = f"http://127.0.0.1:{port}"
    settings = Settings(
        data_dir=folder,
        telegram_token=f"1:{'x' * 35}",
        telegram_base_url=f"{service}/bot",
        telegram_mode="webhook",
    )
    command = ["bot.bench.chat_service", str(port)]
    with running(command, dict(os.environ), folder / "service.log") as process:
        await asyncio.to_thread(seconds_until_ready, process, port, "/seen", perf_counter())
        dispatch = Dispatch(Database(house.url), Judge(load_book()), SystemClock())
        _bind(dispatch, house.staff.unit)
        telegram = Telegram(settings, dispatch)
        dispatch.wake_sender = telegram.send.woken.set
        task = asyncio.create_task(telegram.run())
        try:
            yield Listening(telegram, service)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            dispatch.close()


def _bind(dispatch: Dispatch, unit: int) -> None:
    now = dispatch.clock.now()
    with dispatch.database.writing() as connection:
        for n in range(CHATS):
            who = Member(number=f"T{n:04d}", name="测量", bound_at=now).model_dump(exclude={"id"})
            key = connection.execute(insert(Member).values(who)).inserted_primary_key
            assert key is not None
            post = Grant(
                member_id=key[0],
                role=Role.UNIT_CONTACT,
                unit_id=unit,
                valid_from=now,
                confirmed_at=now,
            )
            connection.execute(insert(Grant).values(post.model_dump(exclude={"id"})))
            here = str(chat_of(n))
            reach = Reach(channel=NAME, member_id=key[0], address=here, person=here, bound_at=now)
            connection.execute(insert(Reach).values(reach.model_dump(exclude={"id"})))


def chat_of(n: int) -> int:
    return 70_000 + n % CHATS


def word_of(n: int) -> dict[str, object]:
    """The n-th update: 帮助, from one chat after the other."""
    chat = chat_of(n)
    who = {"id": chat, "is_bot": False, "first_name": "Q"}
    head = {"message_id": n + 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": who}
    return {"update_id": n + 1, "message": {**head, "text": "帮助"}}
