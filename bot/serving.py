"""Serving (运行): the roles of a process run until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import ssl
import sys
from contextlib import suppress

from aiohttp import web

from bot import garbage
from bot.assembly import House, open_house, sweep_files
from bot.demo.desk_reader import DESK_READER, DeskReader, start_desk_reader
from bot.logs import log
from bot.rule_book_log import note_books
from bot.schedule import start_schedule
from bot.settings import Settings
from bot.web.app import build_app
from bot.web.telegram_webhook import TELEGRAM

GRACE_SECONDS = 10.0


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
    garbage.let_go()
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
