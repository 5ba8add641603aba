"""Reminders (提醒的速度): finding what is due among a million slots, and claiming a thousand of them.

The yardstick is APScheduler's own SQLAlchemy job store: it finds its due jobs, runs each, and takes
it out again. What is run is nothing on either side; only the bookkeeping is measured.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import insert
from sqlmodel import Session

import core  # noqa: F401 — names the constraints
from bot.bench.machine import folder_on_disk, load
from bot.bench.row import Row, at_least, at_most
from bot.bench.sizes import Sizes
from core.database import Database
from core.reminders.claim import claim, due_at_that_time
from core.reminders.reminder import Reminder, ReminderState
from core.schema import METADATA

AT_ONCE = 20_000
NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
LOOKS = 21


def reminders_due_ms(sizes: Sizes) -> Iterator[Row]:
    """A look for everything that is due, all columns read, among so many slots."""
    with _slots(sizes.reminders, sizes.due_reminders) as database:
        took = []
        for _ in range(LOOKS):
            with database.reading() as session:
                began = time.perf_counter()
                found = due_at_that_time(session, NOW)
                took.append((time.perf_counter() - began) * 1000)
            assert len(found) == sizes.due_reminders
        yield Row(
            name="reminders_due_ms",
            value=round(median(took), 2),
            unit="ms",
            goal=at_most(10),
            beside={"rows": sizes.reminders, "due": sizes.due_reminders},
            note=f"median of {LOOKS} looks, SQLite, {load()}",
        )


def reminders_vs_jobstore(sizes: Sizes) -> Iterator[Row]:
    """Claim the due slots and pass each on, committed; beside the job store's pass over its jobs."""
    ours, theirs, due = [], [], sizes.due_reminders
    for _ in range(sizes.rounds if sizes.rounds < 3 else 3):
        with _slots(sizes.reminders // 10, due) as database:
            ours.append(_claimed_s(database, due))
        with folder_on_disk() as folder:
            theirs.append(_job_store_s(folder, due))
    yield Row(
        name="reminders_vs_jobstore",
        value=round(median(theirs) / median(ours), 1),
        unit="times",
        goal=at_least(100),
        beside={
            "claim_ms": round(median(ours) * 1000, 1),
            "jobstore_ms": round(median(theirs) * 1000, 1),
            "due": due,
        },
        note=f"claim and hand on, nothing written for people on either side, {load()}",
    )


@contextmanager
def _slots(rows: int, due: int) -> Iterator[Database]:
    """So many slots, the last ones due; half of the others have been told."""
    with folder_on_disk() as folder:
        database = Database(f"sqlite:///{folder / 'slots.sqlite'}")
        try:
            with database.writing() as connection:
                METADATA.create_all(connection)
                for start in range(0, rows, AT_ONCE):
                    numbers = range(start, min(start + AT_ONCE, rows))
                    connection.execute(insert(Reminder), [_slot(n, rows - due) for n in numbers])
            yield database
        finally:
            database.close()


def _slot(n: int, first_due: int) -> dict[str, object]:
    is_due, is_told = n >= first_due, n % 2 == 0
    told = is_told and not is_due
    return {
        "subject": "loan",
        "subject_id": n,
        "due_on": date(2026, 11, 25),
        "rung": "due_day",
        "due_at": NOW - timedelta(minutes=n % 50) if is_due or told else NOW + timedelta(days=1),
        "state": ReminderState.SENT if told else ReminderState.WAITING,
        "settled_at": NOW if told else None,
    }


def _claimed_s(database: Database, due: int) -> float:
    began = time.perf_counter()
    with database.writing() as connection, Session(connection) as session:
        for slot in claim(session, NOW, due + 1):
            nothing(slot.id)
        session.commit()
    return time.perf_counter() - began


def _job_store_s(folder: Path, due: int) -> float:
    """The pass that APScheduler makes over a persistent store: find, run, take out, one by one."""
    store = SQLAlchemyJobStore(url=f"sqlite:///{folder / 'jobs.sqlite'}")
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone="UTC")
    scheduler.start(paused=True)
    try:
        for n in range(due):
            scheduler.add_job(
                nothing, "date", run_date=NOW, args=[n], id=str(n), misfire_grace_time=None
            )
        began = time.perf_counter()
        for job in store.get_due_jobs(NOW + timedelta(minutes=1)):
            run: Callable[..., None] = job.func
            run(*job.args)
            store.remove_job(job.id)
        return time.perf_counter() - began
    finally:
        scheduler.shutdown(wait=False)


def nothing(_number: int) -> None:
    """What is dispatched."""
