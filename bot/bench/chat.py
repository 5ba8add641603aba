"""The chat on Telegram (聊天的速度): from an update's arrival to the committed answer and its sending.

The service on the other side is a few lines on the loopback, in this process: it takes every call
and remembers when. Updates arrive as by webhook, kept before they are acknowledged.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy import func, insert
from sqlmodel import col, select

import bot.schema  # noqa: F401 — the channels' own tables
from bot.bench.house import new_house
from bot.bench.machine import folder_on_disk, load
from bot.bench.row import Row, at_least, at_most, exactly
from bot.bench.sizes import Sizes
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.limiter import Limiter
from bot.channels.telegram.rows import NAME, TelegramUpdate, UpdateState
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
PER_S = 20
# A thirtieth of a second would take longer than a reader waits; the order of things is the same.
QUICK_PER_CHAT_S, QUICK_OVERALL_S = 0.01, 0.004
LONGEST_S = 120


class Service:
    """When each chat was first sent something, and how often altogether."""

    def __init__(self) -> None:
        self.first: dict[int, float] = {}
        self.sent = 0

    async def answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        result: Any = True
        if request.match_info["method"] == "sendMessage":
            chat = int(str(form["chat_id"]))
            self.first.setdefault(chat, time.perf_counter())
            self.sent += 1
            where = {"id": chat, "type": "private"}
            result = {"message_id": self.sent, "date": 1, "chat": where, "text": "x"}
        return web.json_response({"ok": True, "result": result})


def chat_accepted_and_burst(sizes: Sizes) -> Iterator[Row]:
    """A burst at once: how many are answered and committed a second, and whether any is lost."""
    accepted, sent, took = asyncio.run(_burst(sizes.chat_burst))
    note = f"{sizes.chat_burst} words to {CHATS} chats at once, webhook, SQLite, {load()}"
    yield Row(
        name="chat_accepted_per_s",
        value=round(sizes.chat_burst / accepted, 1),
        unit="updates/s",
        goal=at_least(100),
        note=note,
    )
    yield Row(
        name="chat_burst_lost",
        value=max(0, sizes.chat_burst - sent),
        unit="answers",
        goal=exactly(0),
        beside={"sent": sent, "drained_per_s": round(sent / took, 1)},
        note=f"limiter scaled to {1 / QUICK_OVERALL_S:g}/s, {1 / QUICK_PER_CHAT_S:g}/s a chat; {note}",
    )


def chat_p95_ms(sizes: Sizes) -> Iterator[Row]:
    """From arrival to the first attempt to send, at twenty a second and the limiter as shipped."""
    waits = sorted(asyncio.run(_paced(sizes.chat_paced)))
    yield Row(
        name="chat_p95_ms",
        value=round(waits[int(len(waits) * 0.95)] * 1000, 1),
        unit="ms",
        goal=at_most(200),
        beside={"median_ms": round(waits[len(waits) // 2] * 1000, 1)},
        note=f"{len(waits)} arrivals at {PER_S}/s, each from a chat of its own, {load()}",
    )


async def _burst(count: int) -> tuple[float, int, float]:
    with folder_on_disk() as folder:
        async with _listening(folder) as (telegram, service):
            limiter = Limiter(QUICK_PER_CHAT_S, QUICK_OVERALL_S)
            telegram.work.handle.limiter = telegram.send.deliver.limiter = limiter
            began = time.perf_counter()
            await asyncio.gather(*(telegram.take(_word(n, n % CHATS)) for n in range(count)))
            async with asyncio.timeout(LONGEST_S):
                while await telegram.dispatch.ask(_open):  # noqa: ASYNC110 — what is watched tells nobody
                    await asyncio.sleep(0.02)
                accepted = time.perf_counter() - began
                with suppress(TimeoutError):
                    async with asyncio.timeout(LONGEST_S / 2):
                        while service.sent < count:  # noqa: ASYNC110 — what is watched tells nobody
                            await asyncio.sleep(0.02)
            return accepted, service.sent, time.perf_counter() - began


async def _paced(count: int) -> list[float]:
    came: dict[int, float] = {}
    with folder_on_disk() as folder:
        async with _listening(folder) as (telegram, service):
            for n in range(count):
                came[_chat(n)] = time.perf_counter()
                await telegram.take(_word(n, n))
                await asyncio.sleep(
                    max(0.0, came[_chat(0)] + (n + 1) / PER_S - time.perf_counter())
                )
            async with asyncio.timeout(LONGEST_S):
                while len(service.first) < count:  # noqa: ASYNC110 — what is watched tells nobody
                    await asyncio.sleep(0.02)
    return [service.first[chat] - at for chat, at in came.items()]


@asynccontextmanager
async def _listening(folder: Path) -> AsyncIterator[tuple[Telegram, Service]]:
    """A house whose members are bound, its channel running against the service."""
    house, service = new_house(folder / "chat.sqlite"), Service()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", service.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    settings = Settings(
        data_dir=folder,
        telegram_token=f"1:{'x' * 35}",
        telegram_base_url=f"http://127.0.0.1:{port}/bot",
        telegram_mode="webhook",
    )
    dispatch = Dispatch(Database(house.url), Judge(load_book()), SystemClock())
    _bind(dispatch, house.staff.unit)
    telegram = Telegram(settings, dispatch)
    dispatch.wake_sender = telegram.send.woken.set
    running = asyncio.create_task(telegram.run())
    try:
        yield telegram, service
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await runner.cleanup()
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
            here = str(_chat(n))
            reach = Reach(channel=NAME, member_id=key[0], address=here, person=here, bound_at=now)
            connection.execute(insert(Reach).values(reach.model_dump(exclude={"id"})))


def _chat(n: int) -> int:
    return 70_000 + n


def _word(n: int, whose: int) -> dict[str, object]:
    chat = _chat(whose)
    who = {"id": chat, "is_bot": False, "first_name": "Q"}
    head = {"message_id": n + 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": who}
    return {"update_id": n + 1, "message": {**head, "text": "帮助"}}


def _open(session: Any) -> int:
    left = select(func.count()).where(col(TelegramUpdate.state) != UpdateState.DONE)
    return int(session.exec(left).one())
