"""The chat on Telegram (聊天的速度): from an update's arrival to the committed answer and its sending.

Everything as shipped, the limiter of thirty a second too. Updates are handed in where the webhook's
route hands them in; the service on the other side has a process of its own.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.bench.chat_house import CHATS, chat_of, listening, word_of
from bot.bench.machine import folder_on_disk, load
from bot.bench.row import Row, at_least, at_most, exactly
from bot.bench.sizes import Sizes
from bot.channels.telegram.limiter import OVERALL_S, PER_CHAT_S
from bot.channels.telegram.rows import NAME, TelegramUpdate, UpdateState
from core.outbox.message import Message, MessageState

PER_S = 20
LONGEST_S = 120


@dataclass(frozen=True, slots=True)
class Burst:
    """Seconds until all answers were committed; then the messages that came to each chat."""

    count: int
    accepted_s: float
    sent: list[tuple[int, float]]

    def off(self, way: int) -> int:
        """Answers too few (`way` 1) or too many (-1), chat by chat, so that neither hides the other."""
        due = Counter(chat_of(n) for n in range(self.count))
        came = Counter(chat for chat, _ in self.sent)
        return sum(max(0, way * (due[chat] - came[chat])) for chat in due | came)

    @property
    def drained_per_s(self) -> float:
        at = [at for _, at in self.sent]
        return round((len(at) - 1) / (max(at) - min(at)), 1) if len(at) > 1 else 0.0


def chat_accepted_and_burst(sizes: Sizes) -> Iterator[Row]:
    """A burst at once: how many are answered and committed a second, and whether any is lost."""
    count = sizes.chat_burst
    burst = asyncio.run(_burst(count))
    note = f"{count} words to {CHATS} chats at once, SQLite, {load()}"
    yield Row(
        name="chat_accepted_per_s",
        value=round(count / burst.accepted_s, 1),
        unit="updates/s",
        goal=at_least(100),
        note=f"handed in as by webhook, answer and mark in one commit; {note}",
    )
    yield Row(
        name="chat_burst_lost",
        value=burst.off(1),
        unit="answers",
        goal=exactly(0),
        beside={
            "sent": len(burst.sent),
            "doubled": burst.off(-1),
            "drained_per_s": burst.drained_per_s,
        },
        note=f"limiter as shipped: {1 / OVERALL_S:g}/s, {1 / PER_CHAT_S:g}/s a chat; {note}",
    )


def chat_p95_ms(sizes: Sizes) -> Iterator[Row]:
    """From arrival to the first attempt to send, at twenty a second."""
    waits = sorted(asyncio.run(_paced(sizes.chat_paced)))
    yield Row(
        name="chat_p95_ms",
        value=round(waits[int(len(waits) * 0.95)] * 1000, 1),
        unit="ms",
        goal=at_most(200),
        beside={"median_ms": round(waits[len(waits) // 2] * 1000, 1)},
        note=f"{len(waits)} arrivals at {PER_S}/s, each from a chat of its own, {load()}",
    )


async def _burst(count: int) -> Burst:
    with folder_on_disk() as folder:
        async with listening(folder) as house:
            began = time.perf_counter()
            await asyncio.gather(*(house.telegram.take(word_of(n)) for n in range(count)))
            await house.until_none(_open, LONGEST_S)
            accepted = time.perf_counter() - began
            await house.until_none(_unsent, LONGEST_S)
            return Burst(count, accepted, await house.sent())


async def _paced(count: int) -> list[float]:
    came: dict[int, float] = {}
    with folder_on_disk() as folder:
        async with listening(folder) as house:
            began = time.perf_counter()
            for n in range(count):
                await asyncio.sleep(max(0.0, began + n / PER_S - time.perf_counter()))
                came[chat_of(n)] = time.perf_counter()
                await house.telegram.take(word_of(n))
            await house.until_none(_open, LONGEST_S)
            await house.until_none(_unsent, LONGEST_S)
            sent = await house.sent()
    first: dict[int, float] = {}
    for chat, at in sent:
        first.setdefault(chat, at)
    return [first[chat] - at for chat, at in came.items()]


def _open(session: Session) -> int:
    left = select(func.count()).where(col(TelegramUpdate.state) != UpdateState.DONE)
    return session.exec(left).one()


def _unsent(session: Session) -> int:
    left = select(func.count()).where(
        col(Message.channel) == NAME, col(Message.state) != MessageState.SENT
    )
    return session.exec(left).one()
