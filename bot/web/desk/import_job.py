"""An import on its way (导入进行中): a workbook in memory, from the upload to the commit or the cancel.

Nothing of it is kept anywhere but here until the one transaction that writes everything; cancelled,
finished or forgotten, it is gone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.problems import remember
from core.clock import local_date
from core.dispatch import Dispatch
from core.holdings.check_workbook import check_workbook
from core.holdings.compare_roster import Comparison, compare_roster
from core.holdings.import_roster import ImportRoster
from core.holdings.roster import Problem, Workbook, read_workbook
from core.ids import opaque
from core.outcome import Outcome
from core.principal import Principal

KEPT = timedelta(minutes=15)


class Stage(StrEnum):
    """Where an import stands; the first four take their time, the others wait for a person."""

    READING = "reading"
    CHECKING = "checking"
    COMPARING = "comparing"
    WRITING = "writing"
    WAITING = "waiting"  # for the go-ahead, with the differences in sight
    TO_MEND = "to_mend"  # the workbook has problems: nothing was imported
    BROKEN = "broken"  # a bug of ours: logged under its number
    ENDED = "ended"


@dataclass
class ImportJob:
    """One workbook of one administrator."""

    name: str
    began_at: datetime
    stage: Stage = Stage.READING
    book: Workbook = field(default_factory=Workbook)
    problems: list[Problem] = field(default_factory=list)
    found: Comparison | None = None
    outcome: Outcome | None = None
    number: str = ""
    ref: str = field(default_factory=lambda: opaque(20))

    async def look(self, content: bytes, dispatch: Dispatch) -> None:
        """Read, check and compare; ends with the problems or with the differences."""
        today = local_date(dispatch.clock.now())
        self.book = await asyncio.to_thread(read_workbook, content, as_of=today)
        self.stage = Stage.CHECKING
        self.problems = list(self.book.problems)
        if not self.problems:
            self.problems = await dispatch.ask(lambda session: check_workbook(session, self.book))
        if self.problems:
            self.stage = Stage.TO_MEND
            return
        self.stage = Stage.COMPARING
        self.found = await dispatch.ask(
            lambda session: compare_roster(session, self.book.rows, self.book.left_out)
        )
        self.stage = Stage.WAITING

    async def write(self, principal: Principal, dispatch: Dispatch) -> None:
        """All of it in one transaction, once, however often it is asked for."""
        book = self.book
        command = ImportRoster(
            rows=tuple(book.rows),
            units=tuple(book.units),
            contacts=tuple(book.contacts),
            catalogue=tuple(book.catalogue),
            materials=tuple(book.materials),
            loans=tuple(book.loans),
            left_out=book.left_out,
        )
        self.outcome = await dispatch(principal, command, f"import:{self.ref}")
        self.stage = Stage.ENDED


class ImportDesk:
    """The imports under way, at most one of each member; and their tasks."""

    def __init__(self) -> None:
        self._jobs: dict[int, ImportJob] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def of(self, member_id: int, now: datetime) -> ImportJob | None:
        """This member's import; one that was left lying is forgotten."""
        job = self._jobs.get(member_id)
        if job is not None and job.stage != Stage.WRITING and now - job.began_at > KEPT:
            self.drop(member_id)
            return None
        return job

    def begin(self, member_id: int, job: ImportJob, content: bytes, dispatch: Dispatch) -> None:
        """A new workbook takes the place of the one before."""
        self.drop(member_id)
        self._jobs[member_id] = job
        self._tasks[member_id] = asyncio.create_task(_told(job, job.look(content, dispatch)))

    def go_ahead(self, member_id: int, principal: Principal, dispatch: Dispatch) -> None:
        """Write what waits; anything else than a waiting import stays as it is."""
        job = self._jobs.get(member_id)
        if job is None or job.stage != Stage.WAITING:
            return
        job.stage = Stage.WRITING
        self._tasks[member_id] = asyncio.create_task(_told(job, job.write(principal, dispatch)))

    def drop(self, member_id: int) -> bool:
        """Cancel: whether it is gone. What is being written is whole in a moment, so it goes on."""
        job = self._jobs.get(member_id)
        if job is not None and job.stage == Stage.WRITING:
            return False
        task = self._tasks.pop(member_id, None)
        if task is not None:
            task.cancel()
        self._jobs.pop(member_id, None)
        return True

    async def settle(self, member_id: int, seconds: float) -> None:
        """Wait a moment for the stage that is under way: most are over before a page is drawn."""
        task = self._tasks.get(member_id)
        if task is not None:
            await asyncio.wait({task}, timeout=seconds)

    async def close(self) -> None:
        """At the end of the house: what only looked is dropped, what is written is waited for."""
        for member_id in list(self._tasks):
            self.drop(member_id)
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)


async def _told(job: ImportJob, work: Coroutine[None, None, None]) -> None:
    """Whatever breaks is logged once with a number, and the person gets that number."""
    try:
        await work
    except Exception as fault:  # a page cannot raise it: the upload was answered long ago
        job.number, job.stage = remember(fault, "import"), Stage.BROKEN
