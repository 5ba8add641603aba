"""轮询：一个问、一个候着，候着的接得上；卡住的问询掐掉重来；久不问到，就绪检查说出来。
Polling: one asks and another stands by and takes over; a stuck question is begun anew; readiness
tells when nobody was answered for three minutes.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.holder import hold, is_polled, note_good_poll, release
from bot.channels.telegram.rows import TelegramHolder
from bot.settings import Settings
from bot.story.bot_api import BOT_ID, STUCK, BotApi
from bot.web.readiness import Readiness
from core.clock import Clock
from tests.support.house import House
from tests.support.telegram_world import TelegramWorld


def test_one_holds_until_its_lease_has_run_out(house: House) -> None:
    now = house.clock.now()
    with house.database.writing() as connection, Session(connection) as session:
        assert hold(session, BOT_ID, "first", now)
        assert not hold(session, BOT_ID, "second", now + timedelta(seconds=89))
        assert hold(session, BOT_ID, "second", now + timedelta(seconds=91))
        assert not hold(session, BOT_ID, "first", now + timedelta(seconds=92))
        release(session, BOT_ID, "second", now + timedelta(seconds=93))
        assert hold(session, BOT_ID, "first", now + timedelta(seconds=93))


async def test_of_two_houses_one_asks_and_the_other_takes_over(
    world: TelegramWorld, settings: Settings
) -> None:
    chat = world.contact()
    await world.say(chat, "帮助")
    second = Telegram(settings, world.lending.house.dispatch)
    running = asyncio.create_task(second.run())
    try:
        await world.say(chat, "菜单")
        (row,) = world.lending.house.all(TelegramHolder)
        assert row.holder == world.telegram.poll.me
        await world.stop()
        await world.say(chat, "帮助")
        (row,) = world.lending.house.all(TelegramHolder)
        assert row.holder == second.poll.me
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_a_stuck_question_is_cut_off_and_begun_anew(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.say(chat, "帮助")
    world.telegram.poll.stuck_after = 0.3
    world.api.next_answers["getUpdates"].extend([STUCK, STUCK])
    asked = len(world.api.called("getUpdates"))
    await world.say(chat, "菜单")
    await world.api.until(lambda: len(world.api.called("getUpdates")) >= asked + 3)
    world.telegram.poll.stuck_after = 60
    await world.say(chat, "帮助")


async def test_polling_removes_a_webhook_that_was_set(
    house: House, settings: Settings, served_api: tuple[BotApi, str]
) -> None:
    api, _ = served_api
    api.webhook = "https://elsewhere/"
    running = asyncio.create_task(Telegram(settings, house.dispatch).run())
    try:
        await api.until(lambda: api.webhook == "")
        await api.until(lambda: api.polling)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_a_webhook_set_by_another_meanwhile_is_removed(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.say(chat, "帮助")
    world.api.webhook = "https://elsewhere/"
    await world.say(chat, "菜单")
    await world.api.until(lambda: world.api.webhook == "")


def test_polled_means_answered_within_three_minutes(house: House) -> None:
    now = house.clock.now()
    with house.database.writing() as connection:
        session = Session(connection)
        assert not is_polled(session, BOT_ID, now)
        hold(session, BOT_ID, "me", now)
        assert not is_polled(session, BOT_ID, now)
        note_good_poll(session, BOT_ID, now)
        assert is_polled(session, BOT_ID, now + timedelta(minutes=3))
        assert not is_polled(session, BOT_ID, now + timedelta(minutes=3, seconds=1))


async def test_nobody_asked_yet_is_not_ready(house: House, settings: Settings) -> None:
    assert (await Readiness(settings, house.dispatch)())["telegram_polls"] is False


@pytest.mark.parametrize("other", [{"telegram_mode": "webhook"}, {"telegram_token": None}])
async def test_a_house_that_does_not_poll_is_not_asked(
    house: House, settings: Settings, other: dict[str, str | None]
) -> None:
    quiet = settings.model_copy(update=other)
    assert "telegram_polls" not in await Readiness(quiet, house.dispatch)()


async def test_a_house_that_polls_is_ready(world: TelegramWorld, settings: Settings) -> None:
    await world.say(world.contact(), "帮助")
    ready = Readiness(settings, world.lending.house.dispatch)
    assert (await ready())["telegram_polls"] is True


async def test_a_database_that_is_away_for_a_moment_ends_no_loop(world: TelegramWorld) -> None:
    chat = world.contact()
    await world.say(chat, "帮助")
    dispatch = world.lending.house.dispatch
    broken = dispatch.clock = BrokenAtFirst(dispatch.clock)
    for loop in (world.telegram.work.arrived, world.telegram.send.woken):
        loop.set()
    assert await world.say(chat, "菜单")
    assert broken.left == 0


class BrokenAtFirst:
    """Whatever asks for the time fails six times: work, send and poll are all hit."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.left = clock, 6

    def now(self) -> datetime:
        if self.left:
            self.left -= 1
            raise OSError("away for a moment")
        return self.clock.now()
