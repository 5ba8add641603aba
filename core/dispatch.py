"""Dispatch: command in, outcome out; chat, pages, API, bridge, clock and CLI all come through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlmodel import Session

from core import use_cases  # noqa: F401 — declares every use case and reaction
from core.clock import Clock
from core.command import Command, Envelope
from core.database import Database
from core.outcome import Outcome
from core.perform import perform
from core.principal import Principal
from core.unit import Journal
from core.writer import Writer, open_writer
from rules.judge import Judge

T = TypeVar("T")
Beside = Callable[[Session, Outcome], None]
READERS = 4


class Dispatch:
    """The async core over one database, one rule book and one clock."""

    def __init__(
        self, database: Database, law: Judge, clock: Clock, writer: Writer | None = None
    ) -> None:
        self.database = database
        self.law = law
        self.clock = clock
        self.writer = writer or open_writer(database, clock)
        # Commands that wait for their commit: what is not urgent gives way to them.
        self.under_way = 0
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        # Called after a commit that left messages: the sender need not wait for its next look.
        self.wake_sender: Callable[[], None] = lambda: None
        # Called with every outcome, for whoever counts them.
        self.heard: Callable[[Outcome], None] = lambda outcome: None

    async def __call__(
        self, principal: Principal, command: Command, key: str, beside: Beside | None = None
    ) -> Outcome:
        """Carry out a command once per (principal, key); the answer comes after the commit.

        `beside` works in the same commit once the outcome is known: a mark of whoever brought it,
        no business state. Raises whatever is a bug; refusals and impossible steps are outcomes.
        """
        envelope = Envelope(principal, command, key)

        def job(session: Session) -> tuple[tuple[Outcome, bool], Journal]:
            performed = perform(session, envelope, self.clock, self.law)
            if beside is not None:
                beside(session, performed.outcome)
            left = bool(performed.journal.messages)
            return (performed.outcome, left), performed.journal

        self.under_way += 1
        try:
            outcome, left = await asyncio.wrap_future(self.writer.submit(job))
        finally:
            self.under_way -= 1
        self.heard(outcome)
        if left:
            self.wake_sender()
        return outcome

    async def work(self, job: Callable[[Session], T]) -> T:
        """A write that changes no business state: a lease, a delivery mark, a last-seen time."""
        return await asyncio.wrap_future(
            self.writer.submit(lambda session: (job(session), Journal()))
        )

    async def ask(self, question: Callable[[Session], T]) -> T:
        """A question, answered from a reading session off the loop."""
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, self._answer, question
        )

    async def glance(self, question: Callable[[Session], T]) -> T:
        """A question of one row by its key, such as every request asks who is there.

        A file beside us answers it on the spot, in a fifth of what the way to another thread
        costs, and its readers never wait for a writer; a database elsewhere is asked off the loop.
        """
        if not self.database.is_sqlite:
            return await self.ask(question)
        return question(self.database.at_hand)

    def _answer(self, question: Callable[[Session], Any]) -> Any:
        with self.database.reading() as session:
            return question(session)

    def close(self) -> None:
        """Finish what was submitted; nothing is accepted afterwards."""
        self.writer.close()
        self._readers.shutdown(wait=True)
        self.database.close()
