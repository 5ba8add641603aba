"""Writers: where jobs become commits.

SQLite has one writer thread: it drains up to 64 jobs into one transaction, each under a SAVEPOINT
of its own, and answers after COMMIT. PostgreSQL has worker threads, one transaction a job. Either
way the journal is written last, and if the log cannot be written nothing is (P3).
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from core.clock import Clock
from core.database import Database
from core.journal import write_journal
from core.prepared import hold_connection
from core.unit import Journal

GROUP = 64
WORKERS = 8
GATHER_STEPS = 10
GATHER_STEP_S = 0.001
GATHER_QUIET = 3

# A job works in its session and gives its result with the journal to write beside it.
Job = Callable[[Session], tuple[Any, Journal]]


@dataclass(slots=True)
class Ticket:
    job: Job
    future: Future[Any]


class Writer(Protocol):
    def submit(self, job: Job) -> Future[Any]: ...

    def close(self) -> None: ...


def open_writer(database: Database, clock: Clock) -> Writer:
    """The writer that fits the database."""
    if database.is_sqlite:
        return GroupWriter(database, clock)
    return PoolWriter(database, clock)


class ThreadedWriter:
    """Tickets in a queue, threads that take them; subclasses say how a commit is made."""

    threads = 1

    def __init__(self, database: Database, clock: Clock, threads: int | None = None) -> None:
        self.database = database
        self.clock = clock
        self._tickets: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._run, name=f"writer-{n}", daemon=True)
            for n in range(threads or self.threads)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job) -> Future[Any]:
        """Queue a job. Raises RuntimeError once closed: nobody would ever answer it."""
        if self._closed:
            raise RuntimeError("the writer is closed")
        future: Future[Any] = Future()
        self._tickets.put(Ticket(job, future))
        return future

    def close(self) -> None:
        """Finish what was submitted, then stop."""
        self._closed = True
        for _ in self._threads:
            self._tickets.put(None)
        for thread in self._threads:
            thread.join(timeout=30)

    def _run(self) -> None:
        raise NotImplementedError

    def alone(self, ticket: Ticket) -> None:
        """One job, one transaction."""
        try:
            result = self._commit(ticket.job)
        except BaseException as error:
            ticket.future.set_exception(error)
        else:
            ticket.future.set_result(result)

    def _commit(self, job: Job) -> Any:
        """Two tries: whoever lost the race for an idempotency key then finds the winner's outcome."""
        for last in (False, True):
            try:
                with self.database.writing() as connection:
                    result, journal = _under_savepoint(connection, job)
                    write_journal(connection, journal, self.clock.now())
                return result
            except IntegrityError as error:
                if last or "outcome" not in str(error.orig):
                    raise
        raise AssertionError("unreachable")


class GroupWriter(ThreadedWriter):
    """SQLite: one thread, many jobs a COMMIT."""

    def __init__(self, database: Database, clock: Clock, group: int = GROUP) -> None:
        self.group = group
        self._company = 1
        super().__init__(database, clock)

    def _run(self) -> None:
        while True:
            tickets, stop = self._drain()
            if len(tickets) == 1:
                self.alone(tickets[0])
            elif tickets:
                self._together(tickets)
            if stop:
                return

    def _drain(self) -> tuple[list[Ticket], bool]:
        taken = [self._tickets.get()]
        self._gather()
        while len(taken) < self.group:
            try:
                taken.append(self._tickets.get_nowait())
            except queue.Empty:
                break
        self._company = len(taken)
        return [ticket for ticket in taken if ticket is not None and _begun(ticket)], None in taken

    def _gather(self) -> None:
        """Those whom one COMMIT answered tend to ask again together: wait for them a moment.

        While they are on their way nothing else competes for the interpreter; who is alone never
        waits, nor do those who came for somebody who does not come again.
        """
        come, quiet = self._tickets.qsize(), 0
        for _ in range(GATHER_STEPS):
            if come + 1 >= self._company or quiet == GATHER_QUIET:
                return
            time.sleep(GATHER_STEP_S)
            before, come = come, self._tickets.qsize()
            quiet = quiet + 1 if come == before else 0

    def _together(self, tickets: list[Ticket]) -> None:
        answers: list[tuple[Ticket, Any]] = []
        bugs: list[tuple[Ticket, Exception]] = []
        try:
            with self.database.writing() as connection:
                journal = Journal()
                for ticket in tickets:
                    try:
                        result, own = _under_savepoint(connection, ticket.job)
                    except Exception as error:
                        bugs.append((ticket, error))
                        continue
                    journal.take_over(own)
                    answers.append((ticket, result))
                write_journal(connection, journal, self.clock.now())
        except Exception:
            # Somebody's journal spoils the commit: each alone, so that only they are told so.
            for ticket in tickets:
                self.alone(ticket)
            return
        for ticket, bug in bugs:
            ticket.future.set_exception(bug)
        for ticket, result in answers:
            ticket.future.set_result(result)


class PoolWriter(ThreadedWriter):
    """PostgreSQL: several threads, a transaction a job."""

    threads = WORKERS

    def _run(self) -> None:
        while (ticket := self._tickets.get()) is not None:
            if _begun(ticket):
                self.alone(ticket)


def _begun(ticket: Ticket) -> bool:
    """Whether somebody still waits; from here on giving up no longer reaches the job."""
    return ticket.future.set_running_or_notify_cancel()


def _under_savepoint(connection: Connection, job: Job) -> tuple[Any, Journal]:
    with Session(
        connection, join_transaction_mode="create_savepoint", expire_on_commit=False
    ) as session:
        hold_connection(session)
        result, journal = job(session)
        session.commit()
        return result, journal
