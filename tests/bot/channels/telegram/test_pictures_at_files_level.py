"""files 级才收图：一组图一份、只答一句，没收下的逐张说明；取不到的告知去工作台传；重来不重存、不重答。
At `files` alone an album is fetched: one submission, one answer; what cannot be had gets a sentence,
and neither a stop in the midst nor a second delivery keeps or answers anything twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.inbox import LEASE, claim
from bot.channels.telegram.limiter import Limiter
from bot.channels.telegram.rows import TelegramUpdate, UpdateState
from bot.logs import set_up_logs
from bot.settings import Settings
from bot.story.bot_api import BROKEN, DROPPED, NOT_FOUND, SLOW, STUCK, TOKEN, BotApi
from core.clock import local_date
from core.collection.picture import Picture
from core.collection.submission import Submission
from core.files.intake import Intake
from core.members.disclosure_decision import DisclosureDecision
from core.members.member import Role
from rules.book import load_book
from rules.judge import Judge
from tests.bot.channels.telegram.test_levels import MEBIBYTE, a_photo, sent
from tests.bot.web.desk.test_disclosure_page import raised
from tests.bot.web.submissions.test_pictures_of_a_list import a_png
from tests.journeys.test_material_handed_in import an_intake
from tests.support.clock import RunningClock
from tests.support.house import House, a_house
from tests.support.lending import Lending
from tests.support.telegram_world import TelegramWorld

AT_THE_DESK = "断了可以接着传"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A site whose book lets Telegram carry files; whether it does is for its officers."""
    law = Judge(raised(load_book(), "files"))
    with a_house(tmp_path, law=law, clock=RunningClock()) as opened:
        yield opened


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return an_intake(tmp_path)


@pytest_asyncio.fixture
async def world(
    house: House,
    settings: Settings,
    served_api: tuple[BotApi, str],
    limiter: Limiter,
    intake: Intake,
) -> AsyncIterator[TelegramWorld]:
    telegram = opened(house, settings, limiter, intake)
    running = asyncio.create_task(telegram.run())
    world = TelegramWorld(Lending(house), served_api[0], telegram, running)
    try:
        yield world
    finally:
        await world.stop()


def opened(house: House, settings: Settings, limiter: Limiter, intake: Intake) -> Telegram:
    telegram = Telegram(settings, house.dispatch, limiter, intake)
    house.dispatch.wake_sender = telegram.send.woken.set
    return telegram


def decide(house: House, level: str) -> None:
    now = house.clock.now()
    house.keep(
        DisclosureDecision(
            channel="telegram",
            level=level,
            until=local_date(now) + timedelta(days=30),
            document="密〔2026〕8号",
            asked_by=house.add_member(Role.ADMINISTRATOR),
            asked_at=now,
            agreed_by=house.add_member(Role.SECURITY_OFFICER),
            agreed_at=now,
        )
    )


def a_scan(api: BotApi, name: str, mime: str = "image/png", content: bytes = b"") -> dict[str, Any]:
    """A document that the service has."""
    api.files[name] = content or a_png(name)
    named = {"file_id": name, "file_unique_id": f"u{name}", "file_name": "王小明.png"}
    return {"document": {**named, "mime_type": mime, "file_size": len(api.files[name])}}


async def album(world: TelegramWorld, chat: int, *parts: dict[str, Any]) -> str:
    before = len(world.api.chat(chat))
    for part in parts:
        await world.api.send_file(chat, part, media_group_id="g1")
    return (await world.next(chat, before)).text


def nothing_fetched(world: TelegramWorld) -> bool:
    return not world.api.called("getFile") and not world.api.called("download")


async def test_an_album_is_one_submission_with_one_answer_and_each_miss_its_reason(
    world: TelegramWorld,
) -> None:
    house, chat = world.lending.house, world.contact()
    decide(house, "files")
    text, two = a_scan(world.api, "t", "text/plain", b"words"), a_scan(world.api, "two")
    twin = a_scan(world.api, "twin", content=world.api.files["two"])
    said = await album(world, chat, a_scan(world.api, "one"), two, twin, text)
    lines = said.splitlines()
    assert lines[0] == "收到 2 张，2 张没有收下。"
    assert lines[1] == "“第 3 个”：这张已经传过了，没有重复保存。"
    assert lines[2].startswith("“第 4 个”：只收 PDF")
    await world.say(chat, "菜单")  # in order: whatever came before is done
    assert len(house.all(Submission)) == 1
    assert len(house.all(Picture)) == 2
    assert len(world.api.chat(chat)) == 2
    assert {it["file_id"] for it in world.api.called("download")} == {"one", "two", "twin"}


@pytest.mark.parametrize("level", ["tickets", "names"])
async def test_below_files_nothing_is_asked_for(world: TelegramWorld, level: str) -> None:
    chat = world.contact()
    if level == "names":
        decide(world.lending.house, level)
    assert "没有下载" in await sent(world, chat, a_scan(world.api, "one"))
    assert nothing_fetched(world)
    assert world.lending.house.all(Submission) == []


async def test_whoever_is_no_contact_is_told_how_to_hand_in(world: TelegramWorld) -> None:
    decide(world.lending.house, "files")
    assert "材料移交清单" in await sent(world, world.leader(), a_scan(world.api, "one"))
    assert nothing_fetched(world)


async def test_what_cannot_be_had_gets_a_sentence_with_the_way(world: TelegramWorld) -> None:
    house, chat = world.lending.house, world.contact()
    decide(house, "files")
    said = [await sent(world, chat, a_photo("never there"))]
    said += [await sent(world, chat, a_photo("huge", 21 * MEBIBYTE))]
    for nth, how in enumerate((NOT_FOUND, BROKEN, DROPPED)):
        world.api.next_answers["download"].append(how)
        said += [await sent(world, chat, a_scan(world.api, f"bad{nth}"))]
    assert all("收到 0 张" in each and AT_THE_DESK in each for each in said)
    assert "超过 20 MB" in said[1]
    assert house.all(Picture) == []
    assert "收到 1 张。" in await sent(world, chat, a_scan(world.api, "good"))


async def test_an_album_cut_off_by_a_stop_is_kept_once_and_answered_once(
    world: TelegramWorld, settings: Settings, limiter: Limiter, intake: Intake
) -> None:
    house, api, chat = world.lending.house, world.api, world.contact()
    decide(house, "files")
    api.next_answers["download"].extend(["", STUCK])
    for part in (a_scan(api, "one"), a_scan(api, "two")):
        await api.send_file(chat, part, media_group_id="g1")
    await api.until(lambda: len(api.called("download")) == 2)
    assert len(house.all(Picture)) == 1
    await world.stop()
    house.clock.advance(minutes=2)
    telegram = opened(house, settings, limiter, intake)
    running = asyncio.create_task(telegram.run())
    again = replace(world, telegram=telegram, running=running)
    try:
        assert (await again.next(chat, 0)).text.splitlines()[0] == "收到 2 张。"
        await again.say(chat, "菜单")
    finally:
        await again.stop()
    assert len(house.all(Picture)) == 2
    assert [it["file_id"] for it in api.called("download")] == ["one", "two", "two"]
    assert len(api.chat(chat)) == 2


async def test_while_a_picture_is_slow_to_come_no_other_worker_takes_it(
    world: TelegramWorld,
) -> None:
    house, api, chat = world.lending.house, world.api, world.contact()
    decide(house, "files")
    world.telegram.pictures.hold_again_s = 0.01
    api.next_answers["download"].append(SLOW)
    await api.send_file(chat, a_scan(api, "one"))
    await api.until(lambda: api.called("download"))
    for _ in range(3):  # two leases and more, each moment of them within one
        await held_anew(house, house.clock.advance(seconds=LEASE.total_seconds() * 0.75))
    now = house.clock.now()
    assert await house.dispatch.work(lambda session: claim(session, now, 10)) == []
    api.let_go.set()
    assert (await world.next(chat, 0)).text.splitlines()[0] == "收到 1 张。"
    await world.say(chat, "菜单")
    assert [it["file_id"] for it in api.called("download")] == ["one"]
    assert len(house.all(Picture)) == 1
    assert len(api.chat(chat)) == 2


async def held_anew(house: House, since: datetime) -> None:
    """Until the lease on what is under way is one that began after this moment."""
    async with asyncio.timeout(20):
        while not any(
            it.state == UpdateState.HELD and it.lease_until and it.lease_until >= since + LEASE
            for it in house.all(TelegramUpdate)
        ):
            await house.dispatch.ask(lambda session: None)


async def test_an_update_that_comes_again_is_neither_fetched_nor_answered_again(
    world: TelegramWorld,
) -> None:
    house, chat = world.lending.house, world.contact()
    decide(house, "files")
    update = await world.api.send_file(chat, a_scan(world.api, "one"))
    assert "收到 1 张" in (await world.next(chat, 0)).text
    number = update["update_id"]
    await world.api.arrive({"message": update["message"]}, update_id=number)
    await world.say(chat, "菜单")
    assert len(world.api.called("download")) == 1
    assert len(house.all(Picture)) == 1
    assert len(world.api.chat(chat)) == 2


async def test_the_files_address_is_in_no_log(
    world: TelegramWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    set_up_logs("DEBUG")
    chat = world.contact()
    decide(world.lending.house, "files")
    try:
        await sent(world, chat, a_scan(world.api, "one"))
        world.api.next_answers["download"].append(BROKEN)
        await sent(world, chat, a_scan(world.api, "two"))
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    printed = capsys.readouterr()
    assert TOKEN.partition(":")[2] not in printed.out + printed.err
