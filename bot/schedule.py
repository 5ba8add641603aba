"""When what happens (几点做什么): a table; APScheduler only ticks, the truth is in rows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.channels.telegram.forget import AT_ONCE, forget_handled
from bot.emergency_kit import evening_kits
from bot.logs import log
from core.audit.heads import load_or_create_key, sign_head
from core.clock import local_date
from core.files.partial import PartialUploads
from core.gaps.count_due_gaps import CountDueGaps
from core.gaps.dossier_to_count import next_to_count
from core.lost.tell_past_term import TellPastTerm
from core.principal import Principal
from core.reminders.heartbeat import beat
from core.reminders.keep_gap_weeks import KeepGapWeeks, next_monday, units_without_a_week
from core.reminders.learn_workdays import LearnWorkdays
from core.reminders.send_due_reminders import SendDueReminders, anything_to_send
from core.requests.expire_uncollected import ExpireUncollected

if TYPE_CHECKING:
    from bot.assembly import House

ZONE = "Asia/Shanghai"
MOST_TICKS = 200  # of five hundred slots each: a long silence is caught up in one go


async def _remind(house: House) -> None:
    """Tick while anything is due; a tick that failed leaves no beat, so that pages can say so."""
    now, nth = house.dispatch.clock.now(), 0
    while await house.dispatch.ask(lambda session: anything_to_send(session, now)):
        key = f"remind:{now:%Y%m%d%H%M%S}:{nth}"
        outcome = await house.dispatch(Principal.clock(), SendDueReminders(), key)
        nth += 1
        if not outcome.done or nth == MOST_TICKS:
            break
    await house.dispatch.work(lambda session: beat(session, now))


async def _count_gaps(house: House) -> None:
    """Dossiers that a roster brought in, one short stretch after the other until none waits."""
    while first := await house.dispatch.ask(lambda session: next_to_count(session, 1)):
        now = house.dispatch.clock.now()
        key = f"count_gaps:{first[0]}:{now:%Y%m%d%H%M%S%f}"
        outcome = await house.dispatch(Principal.clock(), CountDueGaps(), key)
        if not outcome.done:
            break


async def _gap_weeks(house: House) -> None:
    """Every unit that owes something has its next Monday; mostly there is nothing to do."""
    now = house.dispatch.clock.now()
    monday = next_monday(local_date(now))
    if await house.dispatch.ask(lambda session: bool(units_without_a_week(session, monday))):
        await house.dispatch(Principal.clock(), KeepGapWeeks(), f"gap_weeks:{now:%Y%m%d%H%M%S}")


async def _learn_workdays(house: House) -> None:
    """A new version of the library may know a year that the house does not."""
    now = house.dispatch.clock.now()
    await house.dispatch(Principal.clock(), LearnWorkdays(), f"workdays:{now:%Y%m%d}")


async def _expire(house: House) -> None:
    now = house.dispatch.clock.now()
    await house.dispatch(Principal.clock(), ExpireUncollected(), f"expire:{now:%Y%m%d}")


async def _searches(house: House) -> None:
    now = house.dispatch.clock.now()
    await house.dispatch(Principal.clock(), TellPastTerm(), f"searches:{now:%Y%m%d%H%M}")


async def _sign_head(house: House) -> None:
    key = load_or_create_key(house.settings.keys_dir)
    now = house.dispatch.clock.now()
    await house.dispatch.work(lambda session: sign_head(session, key, now))


async def _emergency_kits(house: House) -> None:
    await evening_kits(house.dispatch, house.settings.data_dir)


async def _old_updates(house: House) -> None:
    """What arrived by chat and was dealt with is forgotten after its term, a few thousand at a time."""
    kept = house.dispatch.law.book.periods["chat_updates_kept"].value
    before = house.dispatch.clock.now() - timedelta(days=kept)
    while await house.dispatch.work(lambda session: forget_handled(session, before)) == AT_ONCE:
        pass


async def _old_parts(house: House) -> None:
    """Uploads in parts that nobody goes on with."""
    uploads, now = PartialUploads(house.intake.quarantine), house.dispatch.clock.now()
    await asyncio.to_thread(uploads.sweep, now)


# Name, when, what. Every job may run twice or late: it looks at rows, not at the time it was due.
TABLE: list[tuple[str, Callable[[], BaseTrigger], Callable[[House], Awaitable[None]]]] = [
    ("remind", lambda: IntervalTrigger(seconds=30), _remind),
    ("sign_head", lambda: IntervalTrigger(seconds=60), _sign_head),
    ("count_gaps", lambda: IntervalTrigger(seconds=15), _count_gaps),
    ("gap_weeks", lambda: IntervalTrigger(minutes=5), _gap_weeks),
    ("expire", lambda: CronTrigger(hour=18, minute=0, timezone=ZONE), _expire),
    ("searches", lambda: IntervalTrigger(minutes=5), _searches),
    ("emergency_kits", lambda: IntervalTrigger(minutes=2), _emergency_kits),
    ("learn_workdays", lambda: CronTrigger(hour=7, minute=0, timezone=ZONE), _learn_workdays),
    ("old_updates", lambda: CronTrigger(hour=3, minute=0, timezone=ZONE), _old_updates),
    ("old_parts", lambda: IntervalTrigger(minutes=10), _old_parts),
    ("sign_head_of_day", lambda: CronTrigger(hour=0, minute=0, timezone=ZONE), _sign_head),
]


def start_schedule(house: House) -> AsyncIOScheduler:
    """A scheduler in memory; one run of a job at a time, missed runs collapse into one."""
    scheduler = AsyncIOScheduler(
        timezone=ZONE,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600},
    )
    for name, trigger, job in TABLE:
        scheduler.add_job(_guarded, trigger(), args=[name, job, house], id=name)
    # What fell due while nothing ran is sent at once.
    for at_once in ("remind", "gap_weeks"):
        scheduler.modify_job(at_once, next_run_time=house.dispatch.clock.now())
    scheduler.start()
    return scheduler


async def _guarded(name: str, job: Callable[[House], Awaitable[None]], house: House) -> None:
    try:
        await job(house)
    except Exception as bug:
        log.error("scheduled_job", kind=name, exc_info=bug)
