"""一个送到一半就被杀的发送员 / A sender that is killed after delivering, before it could mark.

It appends each delivered message's id to a file. Its clock is a lease later each life.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from bot.sender import Sender
from core.database import Database
from core.dispatch import Dispatch
from core.outbox.sending import LEASE, DeliveryFailed, Leased
from tests.support.clock import MORNING, FixedClock
from tests.support.house import shipped_law


class Written:
    """A channel that writes down what it delivered, as durably as the other side would."""

    def __init__(self, sent: Path, dies_at: int) -> None:
        self.sent, self.left = sent, dies_at

    async def deliver(self, messages: Sequence[Leased]) -> dict[int, DeliveryFailed | None]:
        with self.sent.open("a") as file:
            for message in messages:
                file.write(f"{message.id}\n")
            file.flush()
            os.fsync(file.fileno())
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return {message.id: None for message in messages}


def deliver(url: str, sent: Path, life: int, dies_at: int, _pipe: Connection) -> None:
    """Send what is due; die at the `dies_at`-th delivery, 0 for never."""
    asyncio.run(_deliver(url, sent, life, dies_at))


async def _deliver(url: str, sent: Path, life: int, dies_at: int) -> None:
    clock = FixedClock(MORNING + life * (LEASE + timedelta(seconds=1)))
    dispatch = Dispatch(Database(url), shipped_law(), clock)
    channel = Written(sent, dies_at)
    sender = Sender(dispatch, {"webchat": channel})
    while await sender.send_due():
        pass
    dispatch.close()
