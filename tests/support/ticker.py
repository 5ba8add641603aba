"""一个走钟的进程 / A process that ticks: races others, or dies inside the tick, or right after it.

Who races says "ready", waits for a word, ticks until nothing is due and says how many it left.
"""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import datetime
from multiprocessing.connection import Connection

from sqlmodel import Session

from core import use_cases  # noqa: F401 — declares the reactions
from core.command import Envelope
from core.database import Database
from core.dispatch import Dispatch
from core.perform import perform
from core.principal import Principal
from core.reminders.send_due_reminders import SendDueReminders, anything_to_send
from rules.judge import Judge
from tests.support.clock import FixedClock
from tests.support.house import shipped_law


async def tick(dispatch: Dispatch, name: str) -> int:
    """Tick until nothing is due; gives how many messages were left."""
    sent, now = 0, dispatch.clock.now()
    for nth in range(50):
        if not await dispatch.ask(lambda session: anything_to_send(session, now)):
            break
        outcome = await dispatch(Principal.clock(), SendDueReminders(), f"{name}:{nth}")
        sent += int(outcome.data["sent"])
    return sent


def die_inside(database: Database, law: Judge, clock: FixedClock) -> None:
    """Claim and leave the messages, and be gone before the commit."""
    with database.engine.connect() as connection:
        connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            perform(session, Envelope(Principal.clock(), SendDueReminders(), "dying"), clock, law)
            session.flush()
            os.kill(os.getpid(), signal.SIGKILL)


def run(url: str, moment: datetime, how: str, pipe: Connection) -> None:
    """Tick at this moment: `race`, or die `inside` the tick or right `after` it."""
    law, clock, database = shipped_law(), FixedClock(moment), Database(url)
    if how == "inside":
        die_inside(database, law, clock)
    dispatch = Dispatch(database, law, clock)
    if how == "after":
        asyncio.run(tick(dispatch, "after"))
        os.kill(os.getpid(), signal.SIGKILL)
    pipe.send("ready")
    pipe.recv()
    sent = asyncio.run(tick(dispatch, f"race-{os.getpid()}"))
    dispatch.close()
    pipe.send(sent)
