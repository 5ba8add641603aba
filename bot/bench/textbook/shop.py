"""The textbook's engine and its transaction per command (教科书写法的事务)."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.bench.textbook.lend import lend
from bot.bench.textbook.turn import Turn
from core.clock import Clock
from core.custody.hand_over import HandOver
from core.database import PRAGMAS
from core.outcome import Outcome
from rules.judge import Judge

BUSY_TRIES = 20
BUSY_PAUSE_S = 0.01
CONNECTIONS = 16


def textbook_engine(path: str) -> AsyncEngine:
    """An engine on this SQLite file, with the pragmas of the house; writers begin IMMEDIATE."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", pool_size=CONNECTIONS)

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class Textbook:
    """Lends, a transaction each."""

    def __init__(self, engine: AsyncEngine, law: Judge, clock: Clock) -> None:
        self.engine = engine
        self.law = law
        self.clock = clock

    async def lend(self, member_id: int, command: HandOver, key: str) -> Outcome:
        """Hand over. Raises what a use case raises, OperationalError when busy for too long."""
        for _ in range(BUSY_TRIES - 1):
            try:
                return await self._once(member_id, command, key)
            except OperationalError as error:
                if "locked" not in str(error):
                    raise
                await asyncio.sleep(BUSY_PAUSE_S)
        return await self._once(member_id, command, key)

    async def _once(self, member_id: int, command: HandOver, key: str) -> Outcome:
        async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
            return await lend(Turn(session, self.law, self.clock.now(), member_id), command, key)
