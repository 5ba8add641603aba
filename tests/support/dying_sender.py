"""一个送到一半就被杀的发送员 / A sender that is killed after delivering, before it could mark.

`python -m tests.support.dying_sender URL SENT LIFE DIES_AT`: appends each delivered message's id to
the file SENT; at the DIES_AT-th delivery it kills itself. Its clock is a lease later each LIFE.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bot.sender import Sender
from core.database import Database
from core.dispatch import Dispatch
from core.outbox.sending import LEASE, DeliveryFailed, Leased
from rules.book import load_book
from rules.judge import Judge
from tests.support.clock import MORNING, FixedClock


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


async def main(url: str, sent: str, life: str, dies_at: str) -> None:
    clock = FixedClock(MORNING + int(life) * (LEASE + timedelta(seconds=1)))
    dispatch = Dispatch(Database(url), Judge(load_book()), clock)
    channel = Written(Path(sent), int(dies_at))
    sender = Sender(dispatch, {"webchat": channel})
    while await sender.send_due():
        pass
    dispatch.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
