"""Playing the demo's past (演示历史): every step of every case at its moment, in the order of time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from bot.demo.case_steps import take
from bot.demo.cast import Cast
from bot.demo.demo_case import DemoCase
from bot.demo.invented_cases import SCRIPTS
from bot.demo.invented_staff import BY_NAME
from bot.demo.moving_clock import MovingClock
from bot.demo.past_days import PastDays
from bot.demo.shelf import Shelf
from bot.sender import Sender
from core.principal import Principal
from core.reminders.send_due_reminders import SendDueReminders
from core.requests.expire_uncollected import ExpireUncollected

FIRST_DAY = 14
# The hour at which an office does each step.
HOURS = {
    "submit": time(8, 40),
    "print": time(8, 50),
    "sign": time(9, 30),
    "send_back": time(9, 40),
    "review": time(10, 10),
    "turn_down": time(10, 20),
    "withdraw": time(10, 30),
    "authorise": time(10, 40),
    "make_ready": time(11, 0),
    "miss": time(11, 20),
    "hand_over": time(14, 40),
    "extend": time(15, 10),
    "pause": time(15, 30),
    "take_back": time(16, 0),
    "check": time(16, 20),
    "differs": time(16, 20),
    "late": time(17, 0),
}
MINUTES_APART = 9
REMINDS, EXPIRES, DELIVERS = time(9, 0), time(18, 0), time(18, 10)


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    act: Callable[[], Awaitable[object]]


async def play_cases(cast: Cast, sender: Sender, clock: MovingClock, days: PastDays) -> None:
    """Play everything up to now, and deliver what it left to say."""
    shelf = await cast.dispatch.ask(Shelf)
    moments = [*_cases(cast, shelf, days), *_evenings(cast, sender, days)]
    for moment in sorted(moments, key=lambda m: m.at):
        clock.move_to(moment.at)
        await moment.act()
    clock.move_to(days.now)
    await cast.do(Principal.clock(), SendDueReminders())
    await _deliver(sender)


def _cases(cast: Cast, shelf: Shelf, days: PastDays) -> Iterator[Moment]:
    numbered = list(enumerate(SCRIPTS))
    for nth, script in sorted(numbered, key=lambda each: not each[1].leaves):
        unit = BY_NAME[script.contact].place
        choose = shelf.take if script.leaves else shelf.share
        dossiers = [
            dossier
            for _ in range(1 + script.further)
            if (dossier := choose(unit, volumes=script.volumes, authority=script.authority))
        ]
        if not dossiers:
            continue
        case = DemoCase(cast, script, dossiers, shelf.units[unit] or 0, nth)
        for order, step in enumerate(script.steps):
            hour = HOURS[step]
            at = hour.replace(minute=hour.minute + nth % MINUTES_APART)
            yield Moment(days.moment(script.days_ago(order), at), _taking(case, step))


def _taking(case: DemoCase, step: str) -> Callable[[], Awaitable[object]]:
    return lambda: take(case, step)


def _evenings(cast: Cast, sender: Sender, days: PastDays) -> Iterator[Moment]:
    """Every past day has its reminders, its expiries, and messages that reach their people."""
    for ago in range(1, FIRST_DAY + 1):
        yield Moment(
            days.moment(ago, REMINDS), lambda: cast.do(Principal.clock(), SendDueReminders())
        )
        yield Moment(
            days.moment(ago, EXPIRES), lambda: cast.do(Principal.clock(), ExpireUncollected())
        )
        yield Moment(days.moment(ago, DELIVERS), lambda: _deliver(sender))


async def _deliver(sender: Sender) -> None:
    while await sender.send_due():
        pass
