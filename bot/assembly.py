"""The assembly (总装): settings → database, rule book, channels, pages, clock. Only this sees all."""

from __future__ import annotations

import asyncio
import signal
import ssl
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web
from sqlmodel import Session, select

from bot.channels.webchat.deliver import NAME as WEBCHAT
from bot.channels.webchat.deliver import WebChat
from bot.channels.webchat.hub import Hub
from bot.clock import SystemClock
from bot.conversations import turn  # noqa: F401 — declares the conversation as a use case
from bot.counters import count
from bot.demo.desk_reader import DESK_READER, DeskReader, start_desk_reader
from bot.logs import log, set_up_logs
from bot.migrate import demand_guards
from bot.rule_book_log import note_books
from bot.schedule import start_schedule
from bot.sender import Sender
from bot.settings import Settings
from bot.web.app import build_app
from bot.web.telegram_webhook import TELEGRAM
from core.audit.signing_key import load_or_create_key
from core.clock import Clock
from core.database import Database
from core.dispatch import Dispatch
from core.files.blob_store import BlobStore
from core.files.intake import Intake
from core.files.limits import Limits
from core.files.stored_file import StoredFile
from core.files.vault import Vault
from rules.judge import Alarm, Judge
from rules.room_books import load_books

if TYPE_CHECKING:
    from bot.channels.telegram.channel import Telegram

ROLES = frozenset({"web", "chat", "worker"})
GRACE_SECONDS = 10.0


@dataclass(slots=True)
class House:
    """An open house: what the roles of a process share."""

    settings: Settings
    dispatch: Dispatch
    hub: Hub
    sender: Sender
    intake: Intake
    telegram: Telegram | None = None
    desk_reader: DeskReader | None = None

    def close(self) -> None:
        self.dispatch.close()


def open_house(settings: Settings, clock: Clock | None = None) -> House:
    """Open the database, the book and the stores; nothing listens yet.

    Refuses to open where a guard of the log is missing or the signing key is exposed.
    """
    set_up_logs(settings.log_level)
    database = Database(settings.database_url)
    demand_guards(database)
    load_or_create_key(settings.keys_dir)
    books = load_books(settings.rules_dir)
    judge = Judge(books.house, rooms=books.rooms)
    judge.on_alarm(_tell_alarm)
    dispatch = Dispatch(database, judge, clock or SystemClock())
    dispatch.heard = count
    hub = Hub()
    sender = Sender(dispatch, {WEBCHAT: WebChat(dispatch, hub)})
    telegram = _telegram(settings, dispatch)
    if telegram is not None:
        _wake_both(dispatch, sender, telegram)
    return House(settings, dispatch, hub, sender, _intake(settings), telegram)


def _telegram(settings: Settings, dispatch: Dispatch) -> Telegram | None:
    """The channel where a token is set; else its library is not even loaded (0.4 s)."""
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram.channel import Telegram

    return Telegram(settings, dispatch)


def _wake_both(dispatch: Dispatch, sender: Sender, telegram: Telegram) -> None:
    """A commit that left messages wakes whoever sends them."""
    first = dispatch.wake_sender

    def wake() -> None:
        first()
        telegram.send.woken.set()

    dispatch.wake_sender = wake


def _tell_alarm(alarm: Alarm) -> None:
    log.error("rule_engine_alarm", kind=alarm.kind, detail=alarm.detail, version=alarm.book_version)


def _intake(settings: Settings) -> Intake:
    return Intake(
        quarantine=settings.data_dir / "quarantine",
        vault=Vault(settings.keys_dir),
        store=BlobStore.from_url(settings.blob_url),
        limits=Limits(),
    )


async def sweep_files(house: House) -> None:
    """Remove what a crash left behind: half-received files and blobs that no row names."""
    house.intake.quarantine.sweep()
    before = house.dispatch.clock.now() - timedelta(hours=1)
    names = await house.dispatch.ask(_blob_names)
    await house.intake.safe.sweep(names, stored_before=before)


def _blob_names(session: Session) -> set[str]:
    return set(session.exec(select(StoredFile.sha256_name)).all())


def serve(
    settings: Settings, roles: frozenset[str], demo: bool = False, dossiers: int = 2000
) -> None:
    """Serve until told to stop; what is under way is finished first."""
    with suppress(ImportError):
        import uvloop

        uvloop.install()
    asyncio.run(_serve(settings, roles, demo, dossiers))


async def _serve(settings: Settings, roles: frozenset[str], demo: bool, dossiers: int) -> None:
    house = open_house(settings)
    stop = _stop_event()
    try:
        if demo:
            await _prepare_demo(house, dossiers)
        # After the demo's past has been played: the log's time never runs backwards.
        note_books(house.dispatch)
        if "worker" in roles:
            await sweep_files(house)
        await _run(house, roles, demo, stop)
    finally:
        house.close()


async def _prepare_demo(house: House, dossiers: int) -> None:
    from bot.demo.build import build_demo, print_personas

    personas = await build_demo(house, dossiers)
    house.desk_reader = DeskReader(house.dispatch)
    print_personas(personas)


async def _run(house: House, roles: frozenset[str], demo: bool, stop: asyncio.Event) -> None:
    tasks = []
    scheduler = None
    if "worker" in roles:
        tasks.append(asyncio.create_task(house.sender.run()))
        if house.telegram is not None:
            tasks.append(asyncio.create_task(house.telegram.run()))
        scheduler = start_schedule(house)
    runner = None
    if roles & {"web", "chat"}:
        runner = await _listen(house, demo)
    bridge = await start_desk_reader(house, stop) if "web" in roles else None
    log.info("serving", host=house.settings.host, port=house.settings.port)
    await stop.wait()
    if scheduler is not None:
        scheduler.shutdown(wait=False)
    if runner is not None:
        await runner.cleanup()
    for task in [*tasks, *([bridge] if bridge else [])]:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _listen(house: House, demo: bool) -> web.AppRunner:
    settings = house.settings
    app = build_app(settings, house.dispatch, house.hub, is_demo=demo, intake=house.intake)
    if house.telegram is not None:
        app[TELEGRAM] = house.telegram
    if house.desk_reader is not None:
        app[DESK_READER] = house.desk_reader
    runner = web.AppRunner(app, shutdown_timeout=GRACE_SECONDS, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, settings.host, settings.port, ssl_context=_tls(settings))
    await site.start()
    print(f"serving {settings.public_url}", file=sys.stderr, flush=True)
    return runner


def _tls(settings: Settings) -> ssl.SSLContext | None:
    if settings.tls_cert is None or settings.tls_key is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(settings.tls_cert, settings.tls_key)
    return context


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    return stop
