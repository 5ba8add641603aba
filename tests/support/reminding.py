"""到点走一次钟 / Ticks of the clock, and what people were told by them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson

from bot.replies.render import render
from core.clock import SHANGHAI
from core.outbox.message import Message
from core.outcome import Outcome
from core.principal import Principal
from core.reminders.reminder import Reminder
from core.reminders.send_due_reminders import SendDueReminders
from tests.support.lending import Lending, a_case

NINE = dt.time(9, 0)


def at(day: str, time: dt.time = NINE) -> dt.datetime:
    """That day's moment in the office."""
    return dt.datetime.combine(dt.date.fromisoformat(day), time, tzinfo=SHANGHAI)


async def tick(world: Lending, key: str = "") -> Outcome:
    return await world.house.do(Principal.clock(), SendDueReminders(), key)


async def tick_at(world: Lending, day: str, time: dt.time = NINE) -> list[tuple[int, str]]:
    """Set the clock, tick once: who was told, and the first line of it."""
    world.house.clock.set(at(day, time))
    before = {message.id for message in world.house.messages()}
    outcome = await tick(world)
    assert outcome.done, outcome
    return [
        (message.member_id, lines(message)[0])
        for message in world.house.messages()
        if message.id not in before and message.kind.startswith("remind")
    ]


def lines(message: Message) -> list[str]:
    """What the member reads."""
    args: dict[str, Any] = orjson.loads(message.args)
    return render(message.kind, **args)


def outcomes(world: Lending) -> dict[str, str]:
    """Rung → what became of it, of the only loan."""
    return {row.rung: row.state for row in world.house.all(Reminder)}


async def a_loan(world: Lending, day: str) -> str:
    """A volume lent on that day; gives the case."""
    world.house.clock.set(at(day))
    return await a_case(world, "out", world.lend())
